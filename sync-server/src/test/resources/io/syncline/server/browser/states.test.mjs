// What the page shows of each state, and that it says so when it is not live.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {model, open, openDetails, useBrowser} from './browser.mjs';
import {activeRun, manyRuns, modelJson, serve} from './fixture.mjs';

useBrowser();
const MINUTE = 60_000;
const text = (page, selector) => page.locator(selector).innerText();

test('the headline should name the worst state and its model', async t => {
    const server = await serve(t, {models: [modelJson('a'), modelJson('b', {lag: 190 * MINUTE}), modelJson('c', {lag: 7 * MINUTE})]});
    const page = await open(t, server.url);
    assert.equal(await text(page, '#headline'), 'b is stale');
    assert.match(await text(page, '#subline'), /3 h 10 min behind its source; its schedule allows 6 min/);
    assert.match(await page.title(), /^\(stale\)/);
    assert.deepEqual(await page.locator('.model').evaluateAll(rows => rows.map(row => row.dataset.model)), ['b', 'c', 'a']);
    assert.equal((await text(page, '.model[data-model=b] .freshness')).replace(/\s+/g, ' '), '3 h 10 min behind, stale');
    assert.match(await text(page, '.model[data-model=c] .freshness'), /late/);
    assert.match(await text(page, '.model[data-model=a] .freshness'), /fresh/);
});

test('states should differ by shape', async t => {
    const server = await serve(t, {models: [modelJson('fresh'), modelJson('stale', {lag: 99 * MINUTE}), modelJson('late', {lag: 8 * MINUTE}),
        modelJson('never', {lag: null}), modelJson('unscheduled', {scheduled: false}), modelJson('failing', {problem: 'no answer'})]});
    const page = await open(t, server.url);
    const shapes = await page.locator('.freshness .shape').evaluateAll(all => all.map(shape => shape.innerHTML.replaceAll(/class="[^"]*"/g, '')));
    assert.equal(new Set(shapes).size, 6);
});

test('a failing model should show why before its lag is late', async t => {
    const server = await serve(t, {models: [modelJson('a'), modelJson('b', {lag: 30_000, problem: 'The source did not answer: connection refused.'})]});
    const page = await open(t, server.url);
    assert.equal(await text(page, '#headline'), 'b is failing');
    assert.match(await text(page, '#subline'), /30 s behind its source\.$/);
    assert.match(await text(page, '.model[data-model=b] .row-problem'), /connection refused/);
});

test('a model should turn late while nothing arrives', async t => {
    const server = await serve(t, {models: [modelJson('a', {lag: 6 * MINUTE - 3_000})]});
    const page = await open(t, server.url);
    assert.equal(await text(page, '#headline'), 'a is fresh');
    await page.locator('.model[data-state=late]').waitFor();
    assert.equal(await text(page, '#headline'), 'a is late');
});

test('a run should show its progress, what it waits for, and its end', async t => {
    const server = await serve(t, {models: [modelJson('a', {active: activeRun('r1')}), modelJson('b')]});
    const page = await open(t, server.url);
    assert.equal(await page.locator('.model progress:visible').getAttribute('value'), '40');
    assert.match(await text(page, '.progress-text >> visible=true'), /^Sync: 40 of 100 records, 40 %/);
    server.push('model', modelJson('a', {active: activeRun('r1', {done: 77, pause: {party: 'embedder', name: 'voyage/voyage-4',
        reason: 'rate_limit', cause: 'answered 429', lasted_ms: 1, retry_in_ms: 9_000}})}));
    await page.locator('#pauses').waitFor();
    assert.match(await text(page, '#pauses'), /voyage\/voyage-4: rate limit\s+a waits, next attempt in 9 s\s+answered 429/);
    assert.match(await text(page, '.progress-text >> visible=true'), /77 of 100/);
    server.push('model', modelJson('a', {lag: 0}));
    await page.locator('#pauses').waitFor({state: 'hidden'});
    assert.equal(await page.locator('.model progress:visible').count(), 0);
    assert.match(await page.locator('#announce').textContent(), /Run of a ended\. a is fresh\./);
});

test('signals that are not taken should be shown until they are', async t => {
    const server = await serve(t, {models: [modelJson('a')]});
    server.state.signals_problem = 'The slot is missing.';
    const page = await open(t, server.url);
    await page.locator('#pauses').waitFor();
    assert.match(await text(page, '#pauses'), /Signals of the database\s+are not taken; the schedules find changes\s+The slot is missing\./);
    server.push('service', {signals_problem: null});
    await page.locator('#pauses').waitFor({state: 'hidden'});
    server.push('service', {signals_problem: 'The database restarts.'});
    await page.getByText('The database restarts.').waitFor();
});

test('stopping should delete the run and be refused with the reason', async t => {
    const server = await serve(t, {models: [modelJson('a', {active: activeRun('r/1')})],
        answers: {'DELETE runs/r/1': () => [409, {title: 'Conflict', detail: 'The run belongs to another process.'}]}});
    const page = await open(t, server.url);
    await page.getByRole('button', {name: 'Stop the run of a'}).click();
    await page.getByRole('alert').filter({hasText: 'belongs to another process'}).waitFor();
    assert.equal(server.requests.some(request => request.method === 'DELETE' && request.url === '/api/runs/r%2F1'), true);
    await page.getByRole('button', {name: 'Dismiss'}).click();
    assert.equal(await page.getByRole('alert').filter({hasText: 'another'}).count(), 0);
});

test('records should be asked for by the ids that they have', async t => {
    const failure = id => `{"record_id": ${id}, "reason": "as \\"record_id\\": 12345678901234567", "attempts": 1}`;
    const ids = ['1010', '"1010"', '1541815603606036481', '"15418156036060364819"', '"\\"a\\""', '"a b"',
        ...Array.from({length: 13}, (_, i) => String(i)), '"1011"'];
    const written = ['1010', '"1010"', '1541815603606036481', '"15418156036060364819"', '""a""', 'a b'];
    const explanation = {verdict: 'failed', reasons: [], in_source: true, stored_chunks: 0, last_sync_timestamp: null};
    const server = await serve(t, {models: [modelJson('a', {failed: 21})], answers: {
        'GET models/a/failures': url => [200, `{"failures": [${(url.searchParams.has('after') ? ['1'] : ids).map(failure).join()}]}`],
        'GET *': () => [200, explanation],
    }});
    const page = await open(t, server.url);
    const row = await openDetails(page, 'a');
    await row.locator('.failed-list li').nth(19).waitFor();
    assert.deepEqual((await row.locator('.failed-list .record').allInnerTexts()).slice(0, 6), written);
    assert.match(await row.locator('.failed-list .reason').first().innerText(), /"record_id": 12345678901234567$/);
    for (const [i, id] of written.entries()) {
        await row.locator('.failed-list a').nth(i).click();
        await page.locator('.verdict').waitFor();
        assert.equal(await page.locator('#dialog-title').innerText(), `Record ${id} of a`);
        assert.equal(server.requests.at(-1).url, `/api/records/a/${encodeURIComponent(id)}/explain`);
        await page.keyboard.press('Escape');
        await page.waitForFunction(() => !location.hash.includes('explain'));
    }
    await row.getByRole('button', {name: 'Show more'}).click();
    await row.locator('.failed-list li').nth(20).waitFor();
    assert.equal(server.requests.at(-1).url, `/api/models/a/failures?limit=20&after=${encodeURIComponent('"1011"')}`);
});

test('a page that gets no place among the listeners should ask from time to time', async t => {
    const server = await serve(t, {models: [modelJson('a')], full: true});
    const page = await open(t, server.url, {live: false});
    await page.locator('#live[data-live=polled]').waitFor();
    assert.equal(await text(page, '#headline'), 'a is fresh');
    assert.equal(await page.locator('#banner').isVisible(), false);
    server.state.models = [modelJson('a', {problem: 'no answer'})];
    await page.getByText('a is failing').first().waitFor();
    server.state.full = false;
    await page.locator('#live[data-live=live]').waitFor();
});

test('a run without a result should show why and offer nothing that deletes', async t => {
    const ended = {success: false, outcome: 'failed', errors: ['The source did not answer.']};
    const server = await serve(t, {models: [modelJson('a')], answers: {
        'POST models/a/cleanup': () => [202, {run_id: 'r'}],
        'POST models/a/verify': () => [202, {run_id: 'r'}],
        'GET runs/r': () => [200, {state: 'ended', report: ended}],
    }});
    const page = await open(t, server.url);
    const row = await openDetails(page, 'a');
    for (const [name, what] of [['Cleanup', 'The dry run failed. Nothing was changed.'], ['Verify', 'The comparison failed. Nothing was changed.']]) {
        await row.getByRole('button', {name: new RegExp(`^${name}`)}).click();
        await page.getByText(what).waitFor();
        await page.getByText('The source did not answer.').waitFor();
        assert.equal(await page.locator('.danger').count(), 0);
        await page.keyboard.press('Escape');
    }
});

test('a cleanup that the guard refuses should show what it would delete and no button for it', async t => {
    const report = {success: false, outcome: 'refused_by_guard', records_stored: 100, records_stale: 40, records_deleted: 0,
        stale_records: [1, 2], errors: ['40 of 100 would be deleted, more than the allowed 10 %.'], warnings: []};
    const server = await serve(t, {models: [modelJson('a')], answers: {
        'POST models/a/cleanup': () => [202, {run_id: 'r'}],
        'GET runs/r': () => [200, {state: 'ended', report}],
    }});
    const page = await open(t, server.url);
    await (await openDetails(page, 'a')).getByRole('button', {name: /^Cleanup/}).click();
    await page.getByText('40 of 100 stored records are no longer in the source.').waitFor();
    assert.match(await text(page, '#dialog'), /more than the allowed 10 %[\s\S]*1, 2, and more/);
    assert.equal(await page.locator('.danger').count(), 0);
});

test('a page that is not live should say so and come back by itself', async t => {
    const server = await serve(t, {models: [modelJson('a')]});
    const page = await open(t, server.url);
    await server.stop();
    await page.locator('#live[data-live=lost]').waitFor();
    assert.match(await text(page, '#banner'), /Not live since \d\d:\d\d:\d\d: .*outdated/);
    assert.equal(await text(page, '#live'), 'Not live');
    server.state.models = [modelJson('a'), modelJson('b', {lag: null})];
    await server.restart();
    await page.getByRole('button', {name: 'Reconnect now'}).click();
    await page.locator('#live[data-live=live]').waitFor();
    assert.equal(await page.locator('#banner').isVisible(), false);
    assert.equal(await text(page, '#headline'), 'b was never synced');
    await server.stop();
    await page.locator('#live[data-live=lost]').waitFor();
    await server.restart();
    await page.locator('#live[data-live=live]').waitFor();
});

test('a model that appears later should be shown, and one that is gone should not', async t => {
    const server = await serve(t, {models: [modelJson('a')]});
    const page = await open(t, server.url);
    server.push('model', modelJson('b'));
    await model(page, 'b').waitFor();
    assert.deepEqual(await page.locator('#query-model option').allInnerTexts(), ['all models', 'a', 'b']);
    server.state.models = [modelJson('b')];
    server.push('removed', {});
    await model(page, 'a').waitFor({state: 'detached'});
    server.state.models = [modelJson('c')];
    await server.stop();
    await server.restart();
    await model(page, 'b').waitFor({state: 'detached'});
    assert.deepEqual(await page.locator('#query-model option').allInnerTexts(), ['all models', 'c']);
});

test('the last cleanup should be listed however many syncs followed it', async t => {
    const [first] = manyRuns(1);
    const refused = {...first, run_id: 'old', kind: 'cleanup', outcome: 'refused_by_guard', problem: '40 of 100 would be deleted'};
    const runs = [refused, ...manyRuns(23).map(run => ({...run, kind: 'sync', outcome: 'completed', problem: null}))];
    const server = await serve(t, {models: [modelJson('a', {runs})]});
    const row = await openDetails(await open(t, server.url), 'a');
    assert.equal(await row.locator('.runs-table tbody tr').count(), 13);
    assert.match(await row.locator('.runs-table tbody tr').last().innerText(), /cleanup refused[\s\S]*40 of 100 would be deleted/i);
});

test('the chart should describe the runs in words and the table should list them', async t => {
    const server = await serve(t, {models: [modelJson('a', {runs: manyRuns(6)})]});
    const page = await open(t, server.url);
    assert.match(await page.locator('.chart').getAttribute('aria-label'),
        /^Last 6 runs: 2 completed, 1 completed, some records failed, 1 failed, 1 stopped, 1 refused by the deletion guard; the latest took 1.4 s$/);
    assert.equal(await page.locator('.chart g').count(), 6);
    const row = await openDetails(page, 'a');
    assert.equal(await row.locator('.runs-table tbody tr').count(), 6);
    assert.match(await row.locator('.runs-table').innerText(), /sync failed\s+The source did not answer for 10 min/);
});

test('money and quota should be shown, and what is not known left out', async t => {
    const usage = {month: '2026-11', requests: 18211, tokens: 61_204_112, cost_usd: '3.672',
        quota: {requests_per_minute: 2000, tokens_per_minute: 3_000_000, requests_used: 500, tokens_used: 1_500_000}};
    const server = await serve(t, {models: [modelJson('a')], usage});
    const page = await open(t, server.url);
    assert.match(await text(page, '#figures'), /November 2026\s+\$3\.67\s+61\.2M tokens in 18,211 requests/);
    assert.deepEqual(await page.locator('meter').evaluateAll(all => all.map(meter => meter.value / meter.max)), [0.5, 0.25]);
    server.push('usage', {...usage, cost_usd: null, quota: null});
    await page.locator('#figure-quota-box').waitFor({state: 'hidden'});
    assert.match(await text(page, '#figures'), /price not known/);
});

test('the token should be asked for, sent in a header and never in an address', async t => {
    const server = await serve(t, {models: [modelJson('a')], token: 'secret-of-the-server'});
    const page = await open(t, server.url, {live: false});
    await page.getByRole('textbox', {name: 'Token'}).fill('wrong');
    await page.keyboard.press('Enter');
    await page.getByText('The server did not accept this token.').waitFor();
    await page.getByRole('textbox', {name: 'Token'}).fill('secret-of-the-server');
    await page.keyboard.press('Enter');
    await page.locator('#live[data-live=live]').waitFor();
    await page.reload();
    await page.locator('#live[data-live=live]').waitFor();
    assert.equal(server.requests.some(request => request.url.includes('secret') || request.url.includes('wrong')), false);
    assert.equal(page.url().includes('secret'), false);
    assert.deepEqual(await page.evaluate(() => Object.values(localStorage)), []);
    await page.getByRole('button', {name: 'Forget the token'}).click();
    await page.getByRole('textbox', {name: 'Token'}).waitFor();
    assert.equal(await page.evaluate(() => sessionStorage.length), 0);
});

test('a problem of the sink should be shown instead of a count', async t => {
    const broken = {...modelJson('a'), records_stored: null, sink_problem: 'Qdrant at vectors:6334 cannot be reached.'};
    const server = await serve(t, {models: [broken]});
    const page = await open(t, server.url);
    assert.match(await text(page, '.records'), /not known\s+sink unreachable/);
    assert.match(await (await openDetails(page, 'a')).innerText(), /vectors:6334 cannot be reached/);
});

test('no model at all should be explained', async t => {
    const server = await serve(t);
    const page = await open(t, server.url);
    assert.equal(await text(page, '#headline'), 'No models yet');
    assert.match(await text(page, '#list-empty'), /No model has been synced or configured/);
});
