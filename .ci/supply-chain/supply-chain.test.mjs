import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { complete, unlisted } from './bill.mjs';
import { modules, sha256 } from './modules.mjs';
import { statement } from './provenance.mjs';
import { known, plain, unaccepted } from './vulnerabilities.mjs';

const LIBRARY = 'pkg:maven/org.example/library@1.0';
const SOURCE = { command: 'make', commit: 'c0ffee', repository: 'local', builder: 'local', invocation: 'local' };

/** A tree with one packaged service, whose bill lists library.jar only. */
function tree(...jars) {
    const root = mkdtempSync(join(tmpdir(), 'supply-chain-'));
    const app = join(root, 'stock-service/target/quarkus-app');
    mkdirSync(join(app, 'lib/main'), { recursive: true });
    jars.forEach(jar => writeFileSync(join(app, 'lib/main', jar), jar));
    writeFileSync(join(app, 'quarkus-run.jar'), 'the runner');
    const content = sha256(join(app, 'lib/main/org.example.library.jar'));
    const components = [{ purl: LIBRARY, hashes: [{ alg: 'SHA-256', content }] }];
    writeFileSync(join(root, 'stock-service/target/bom.json'), JSON.stringify({ components }));
    return root;
}

test('shouldAddWhatQuarkusAddsToTheBillAndFindAJarThatIsInNoList', () => {
    const root = tree('org.example.library.jar', 'org.example.added-2.0.jar', 'org.example.stowaway-1.0.jar', 'dev.millrace.chassis.jar');
    writeFileSync(join(root, 'stock-service/target/quarkus-app/quarkus-app-dependencies.txt'), 'org.example:added::jar:2.0\n');
    const [service] = modules(root);
    assert.deepEqual(complete(service).map(jar => basename(jar)), ['org.example.stowaway-1.0.jar']);
    assert.equal(service.bom.components.at(-1).purl, 'pkg:maven/org.example/added@2.0?type=jar');
    assert.equal(unlisted(service).length, 1);
});

test('shouldNameEachArtifactAndDependencyByItsDigest', () => {
    const root = tree('org.example.library.jar');
    const made = statement(root, modules(root), SOURCE);
    assert.deepEqual(made.subject.map(subject => subject.name),
        ['stock-service/target/quarkus-app/quarkus-run.jar', 'stock-service/target/bom.json']);
    assert.equal(made.subject[0].digest.sha256, sha256(join(root, made.subject[0].name)));
    assert.deepEqual(made.predicate.buildDefinition.resolvedDependencies.map(each => each.uri), ['git+local', LIBRARY]);
});

test('shouldReportAKnownVulnerabilityUnlessItIsAccepted', async () => {
    const server = createServer((request, response) => {
        let body = '';
        request.on('data', part => { body += part; });
        request.on('end', () => response.end(JSON.stringify({
            results: JSON.parse(body).queries.map(query => query.package.purl === LIBRARY ? { vulns: [{ id: 'GHSA-1' }] } : {}),
        })));
    });
    await new Promise(resolve => { server.listen(0, '127.0.0.1', resolve); });
    try {
        const found = await known(`http://127.0.0.1:${server.address().port}`, ['pkg:maven/a/b@1', plain(`${LIBRARY}?type=jar`)]);
        assert.deepEqual(unaccepted(found, {}), [{ purl: LIBRARY, id: 'GHSA-1' }]);
        assert.deepEqual(unaccepted(found, { 'GHSA-1': 'the class is not used' }), []);
    } finally {
        server.close();
    }
});
