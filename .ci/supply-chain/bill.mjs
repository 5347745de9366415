// Completes each service's bill of materials by what its image is made of, target/quarkus-app: Quarkus adds artifacts that
// Maven's tree does not have, and lists what it packages. A third-party jar that is in neither list is an error. Our own
// modules and the classes that the build generates are not in a bill.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { files, modules, sha256 } from './modules.mjs';

/** Jars of the packaged service that its bill does not list by their digest. */
export function unlisted(module) {
    const listed = new Set((module.bom.components ?? [])
        .flatMap(component => component.hashes ?? [])
        .filter(hash => hash.alg === 'SHA-256')
        .map(hash => hash.content));
    return files(join(module.target, 'quarkus-app/lib'))
        .filter(jar => jar.endsWith('.jar') && !basename(jar).startsWith('dev.millrace.'))
        .filter(jar => !listed.has(sha256(jar)));
}

/** Adds the jars that Quarkus lists to the bill; returns those that it does not. */
export function complete(module) {
    const packaged = packagedByQuarkus(module);
    return unlisted(module).filter(jar => {
        const component = packaged.get(basename(jar));
        if (component) {
            const hashes = [{ alg: 'SHA-256', content: sha256(jar) }];
            module.bom.components = [...module.bom.components ?? [], { type: 'library', ...component, hashes }];
        }
        return !component;
    });
}

/** Components by the names of their jars. */
function packagedByQuarkus({ target }) {
    const list = join(target, 'quarkus-app/quarkus-app-dependencies.txt');
    const lines = existsSync(list) ? readFileSync(list, 'utf8').split('\n').filter(line => line) : [];
    return new Map(lines.map(line => {
        const [group, name, classifier, , version] = line.split(':');
        const purl = `pkg:maven/${group}/${name}@${version}?type=jar`;
        return [`${group}.${name}-${version}${classifier ? `-${classifier}` : ''}.jar`, { group, name, version, purl }];
    }));
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
    const found = modules(process.cwd());
    const surprises = found.flatMap(module => complete(module)
        .map(jar => `${module.name} ships ${basename(jar)}, which no list of its dependencies has`));
    found.forEach(({ target, bom }) => writeFileSync(join(target, 'bom.json'), JSON.stringify(bom, null, 1)));
    surprises.forEach(surprise => console.error(surprise));
    console.log(`Bill of materials: ${found.length} modules, ${surprises.length} jars unaccounted for`);
    process.exit(surprises.length || found.length === 0 ? 1 : 0);
}
