// The audit log, for admins.
import { api } from './api.js';
import { el, table, time } from './elements.js';

export async function show() {
  const { items } = await api.get('/audit?limit=100');
  return [el('section', { class: 'wide' }, el('h2', {}, 'Audit log'),
    table('Audit log', ['When', 'Who', 'What', 'Aggregate', 'Request'], items.map(entry => [
      time(entry.occurredAt), entry.subject ?? '', entry.action,
      el('code', {}, `${entry.aggregateType} ${entry.aggregateId}`), el('code', {}, entry.requestId ?? '')])))];
}
