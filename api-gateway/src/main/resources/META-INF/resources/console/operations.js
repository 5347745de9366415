// What the instances' management ports tell, for admins: health, releases, relay, dead letters, errors, costs.
import { operations } from './api.js';
import { attempt, el, notice, table, time, trace } from './elements.js';
import { config } from './session.js';

const REFRESH_MILLIS = 5000;

export async function show() {
  const parts = [
    part('Instances', () => operations.get('/instances'), instances),
    part('Relay', () => operations.get('/instances'), relay),
    part('Dead letters', () => operations.get('/dead-letters'), deadLetters),
    part('Errors', () => operations.get('/errors'), errors),
    part('Costs', () => operations.get('/costs'), costs),
  ];
  await Promise.all(parts.map(each => each.refresh()));
  return parts.map(each => each.section);
}

// A section that refreshes itself while it is shown, but not while the keyboard's focus is in it.
function part(title, read, content) {
  const body = el('div');
  const heading = el('h2', { tabindex: -1 }, title);
  const section = el('section', { class: 'wide' }, heading, body);

  async function refresh() {
    try {
      body.replaceChildren(...await content(await read(), change, await config()));
    } catch (failure) {
      body.replaceChildren(el('p', { class: 'muted' }, failure.message));
    }
  }

  async function change(action, done) {
    await attempt(async () => {
      await action();
      notice(done);
    });
    await refresh();
    heading.focus();
  }

  let wasShown = false;
  const timer = setInterval(() => {
    if (wasShown && !section.isConnected) {
      clearInterval(timer);
    }
    wasShown = section.isConnected;
    if (wasShown && !document.hidden && !body.contains(document.activeElement)) {
      refresh();
    }
  }, REFRESH_MILLIS);
  return { section, refresh };
}

const none = text => [el('p', { class: 'muted' }, text)];

function instances(reports) {
  if (reports.length === 0) {
    return none('No management ports are configured: set GATEWAY_OPERATIONS_INSTANCES.');
  }
  return [table('Instances', ['Service', 'Management port', 'State', 'Release', 'Failed checks'], reports.map(report => [
    report.service, el('code', {}, report.address), el('span', { class: 'state ' + report.state }, report.state),
    release(report), report.reason ?? report.checks.filter(check => check.status !== 'UP').map(describe).join('; ')]))];
}

function release({ metrics }) {
  const info = metrics.find(sample => sample.name.endsWith('build_info'));
  return info ? Object.entries(info.labels).map(([name, value]) => `${name} ${value}`).join(', ') : 'unknown';
}

const describe = ({ name, data }) =>
  [name, ...Object.entries(data).map(([key, value]) => `${key}: ${value}`)].join(' ');

function relay(reports) {
  const rows = reports.flatMap(({ service, address, metrics }) => {
    const value = (name, source) =>
      metrics.find(sample => sample.name === name && sample.labels.source === source)?.value;
    return metrics.filter(sample => sample.name === 'relay_state' && sample.value === 1).map(({ labels }) => [
      el('code', {}, `${service} ${address}`), labels.source, labels.phase,
      measured(value('relay_lag_seconds', labels.source), 's'),
      measured(value('relay_outbox_waiting_rows', labels.source), ''),
      measured(value('relay_slot_retained_bytes', labels.source) / 1024, 'KiB')]);
  });
  return rows.length
    ? [table('Relay', ['Relay', 'Source', 'State', 'Lag', 'Rows waiting', 'Log retained'], rows)]
    : none('No relay responds.');
}

const measured = (value, unit) =>
  (Number.isFinite(Number(value)) ? `${Number(value).toLocaleString(undefined, { maximumFractionDigits: 1 })} ${unit}` : 'not measured');

function deadLetters(list, change, config) {
  const rows = list.items.map(letter => {
    const path = `/dead-letters/${letter.service}/${letter.id}`;
    return [letter.service, el('code', {}, letter.type ?? ''), el('code', {}, letter.key ?? ''), letter.error ?? '',
      String(letter.attempts), time(letter.lastAt), trace(letter.traceId, config),
      el('div', { class: 'row' },
        el('button', { 'aria-label': `Replay ${letter.id} of ${letter.service}`,
          onclick: () => change(() => operations.post(path + '/replay'), 'The message has taken effect.') }, 'Replay'),
        el('button', { 'aria-label': `Discard ${letter.id} of ${letter.service}`,
          onclick: () => change(() => operations.delete(path), 'The message was discarded.') }, 'Discard'))];
  });
  return composed(list, rows, 'No message is parked.', () => table('Dead letters',
    ['Service', 'Type', 'Key', 'Error', 'Attempts', 'Last', 'Trace', 'Action'], rows));
}

function errors(list, change, config) {
  if (list.sources.length === 0 && list.missing.length === 0) {
    return none('No service records its errors.');
  }
  const rows = list.items.map(error => [error.service, error.type ?? '', error.message ?? '', error.state ?? '',
    String(error.count ?? ''), time(error.lastSeen), trace([error.traceIds ?? []].flat()[0], config),
    error.state === 'RESOLVED' ? '' : el('button', { 'aria-label': `Resolve ${error.type} of ${error.service}`,
      onclick: () => change(() => operations.post(`/errors/${error.service}/${error.fingerprint}/resolve`),
        'The error is resolved until it occurs again.') }, 'Resolve')]);
  return composed(list, rows, 'No unexpected error has happened.', () => table('Errors',
    ['Service', 'Type', 'Message', 'State', 'Count', 'Last', 'Trace', 'Action'], rows));
}

function costs(report) {
  const rows = report.items.map(line => [line.service, el('code', {}, line.route), line.tenant,
    decimal(line.requests, 0), decimal(line.cpuSeconds, 2), decimal(line.connectionSeconds, 2),
    decimal(line.bytes / 1024, 1), `${decimal(line.cost, 6)} ${line.currency}`,
    `${decimal(line.cost / line.requests * 1e6, 2)} ${line.currency}`]);
  return composed(report, rows, 'No request has been accounted for.', () => table('Costs',
    ['Service', 'Route', 'Tenant', 'Requests', 'CPU s', 'Connection s', 'KiB', 'Cost', 'Cost per million'], rows));
}

const decimal = (value, digits) => value.toLocaleString(undefined, { maximumFractionDigits: digits });

function composed({ missing }, rows, empty, content) {
  return [
    ...missing.map(each => el('p', { class: 'missing', 'data-missing': each.service },
      `${each.service} is missing in this list: ${each.reason}`)),
    ...(rows.length ? [content()] : none(empty))];
}
