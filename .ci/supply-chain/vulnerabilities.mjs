// Asks an advisory database in OSV's format (OSV_URL, by default osv.dev) about every component of the bills of materials.
// A known vulnerability that accepted-vulnerabilities.json does not name with its reason is an error; where no database
// can be reached, that is said, and nothing is claimed.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { modules } from './modules.mjs';

const BATCH = 500;

/** The known vulnerabilities of the components: {purl, id}. Throws when the database does not answer. */
export async function known(url, purls) {
    const found = [];
    for (let from = 0; from < purls.length; from += BATCH) {
        const batch = purls.slice(from, from + BATCH);
        const answer = await fetch(`${url}/v1/querybatch`, {
            method: 'POST',
            body: JSON.stringify({ queries: batch.map(purl => ({ package: { purl } })) }),
            signal: AbortSignal.timeout(20_000),
        });
        if (!answer.ok) {
            throw new Error(`${url} answered with ${answer.status}`);
        }
        const { results } = await answer.json();
        results.forEach((result, i) => (result.vulns ?? []).forEach(({ id }) => found.push({ purl: batch[i], id })));
    }
    return found;
}

/** What fails the build: what is known and not accepted. */
export function unaccepted(found, accepted) {
    return found.filter(({ id }) => !(id in accepted));
}

/** A purl without qualifiers, which the database does not know. */
export function plain(purl) {
    return purl.split('?')[0];
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
    const url = process.env.OSV_URL ?? 'https://api.osv.dev';
    const accepted = JSON.parse(readFileSync(new URL('accepted-vulnerabilities.json', import.meta.url), 'utf8'));
    const purls = [...new Set(modules(process.cwd())
        .flatMap(module => module.bom.components ?? []).map(component => plain(component.purl)))].sort();
    let found;
    try {
        found = await known(url, purls);
    } catch (e) {
        console.log(`Vulnerabilities: not checked, because ${url} cannot be reached (${e.cause?.code ?? e.message})`);
        process.exit(process.env.OSV_REQUIRED ? 1 : 0);
    }
    const open = unaccepted(found, accepted);
    open.forEach(({ purl, id }) => console.error(`${purl} has ${id}`));
    console.log(`Vulnerabilities: ${purls.length} components, ${open.length} open, ${found.length - open.length} accepted`);
    process.exit(open.length ? 1 : 0);
}
