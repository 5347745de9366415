// Writes target/provenance.json: an in-toto statement with SLSA's provenance of what the build has made. It is unsigned;
// the release workflow has it signed by whoever runs the build (docs/decisions/092-supply-chain.md).
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { files, modules, sha256 } from './modules.mjs';

const BUILD_TYPE = 'https://millrace.dev/build/maven/v1';

/** What a release consists of: a library's jar, a service's own part of its application, a binary, the bills. */
function artifacts({ name, target }) {
    const app = join(target, 'quarkus-app');
    const own = existsSync(app)
        ? [join(app, 'quarkus-run.jar'), ...files(join(app, 'app')), ...files(join(app, 'quarkus'))]
        : [join(target, `${name}.jar`), join(target, `chassis-${name}.jar`)];
    return [...own, join(target, `${name}-runner`), join(target, 'function.zip'), join(target, 'bom.json')]
        .filter(existsSync);
}

export function statement(root, found, source) {
    return {
        _type: 'https://in-toto.io/Statement/v1',
        subject: found.flatMap(artifacts).map(path => ({ name: relative(root, path), digest: { sha256: sha256(path) } })),
        predicateType: 'https://slsa.dev/provenance/v1',
        predicate: {
            buildDefinition: {
                buildType: BUILD_TYPE,
                externalParameters: { command: source.command },
                resolvedDependencies: [
                    { uri: `git+${source.repository}`, digest: { gitCommit: source.commit } },
                    ...dependencies(found),
                ],
            },
            runDetails: { builder: { id: source.builder }, metadata: { invocationId: source.invocation } },
        },
    };
}

function dependencies(found) {
    const byPurl = new Map(found.flatMap(module => module.bom.components ?? [])
        .map(component => [component.purl, component.hashes?.find(hash => hash.alg === 'SHA-256')?.content]));
    return [...byPurl].filter(([, digest]) => digest).sort(([one], [other]) => one < other ? -1 : 1)
        .map(([uri, digest]) => ({ uri, digest: { sha256: digest } }));
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
    const git = (...words) => execFileSync('git', words, { encoding: 'utf8' }).trim();
    const { env } = process;
    const made = statement(process.cwd(), modules(process.cwd()), {
        command: './mvnw verify -Prelease',
        commit: git('rev-parse', 'HEAD'),
        repository: env.GITHUB_REPOSITORY ? `https://github.com/${env.GITHUB_REPOSITORY}` : env.CI_PROJECT_URL ?? 'local',
        builder: env.GITHUB_WORKFLOW_REF ?? env.CI_JOB_URL ?? 'local',
        invocation: env.GITHUB_RUN_ID ?? env.CI_JOB_ID ?? 'local',
    });
    mkdirSync('target', { recursive: true });
    writeFileSync('target/provenance.json', JSON.stringify(made, null, 1));
    console.log(`Provenance: ${made.subject.length} artifacts, in target/provenance.json`);
    process.exit(made.subject.length ? 0 : 1);
}
