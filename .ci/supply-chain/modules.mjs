// What the build has left in the modules' target directories.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

/** The modules of the tree that have a bill of materials: name, directory and bill. */
export function modules(root) {
    return ['', 'chassis', 'system-tests']
        .flatMap(parent => children(join(root, parent)))
        .map(module => ({ name: basename(module), target: join(module, 'target') }))
        .filter(({ target }) => existsSync(join(target, 'bom.json')))
        .map(module => ({ ...module, bom: JSON.parse(readFileSync(join(module.target, 'bom.json'), 'utf8')) }));
}

function children(directory) {
    return existsSync(directory)
        ? readdirSync(directory, { withFileTypes: true }).filter(entry => entry.isDirectory()).map(entry => join(directory, entry.name)).sort()
        : [];
}

export function sha256(path) {
    return createHash('sha256').update(readFileSync(path)).digest('hex');
}

/** Every file below a directory; none when it does not exist. */
export function files(directory) {
    return existsSync(directory)
        ? readdirSync(directory, { recursive: true, withFileTypes: true })
            .filter(entry => entry.isFile())
            .map(entry => join(entry.parentPath, entry.name))
            .sort()
        : [];
}
