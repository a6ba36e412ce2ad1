// Names, texts and errors come from foreign records: whatever they hold is shown as text and does nothing.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {open, useBrowser} from './browser.mjs';
import {activeRun, manyRuns, modelJson, serve} from './fixture.mjs';

useBrowser();

const SCRIPTS = [
    '<script>window.attacked=1</script>',
    '<img src=x onerror="window.attacked=1">',
    '"><svg onload="window.attacked=1">',
    '<iframe srcdoc="<script>parent.attacked=1</script>"></iframe>',
    '<a href="javascript:window.attacked=1">x</a>',
    '{{constructor.constructor("window.attacked=1")()}} ${window.attacked=1} \u202e\u0000\u2028 ]]>',
];

for (const script of SCRIPTS) {
    test(`${JSON.stringify(script)} should stay text everywhere`, async t => {
        const failure = {record_id: script, reason: script, attempts: 1, first_failed_at: '2026-01-01T00:00:00Z', last_failed_at: '2026-01-01T00:00:00Z'};
        const explanation = {verdict: script, reasons: [script], in_source: true, stored_chunks: 1, last_sync_timestamp: null,
            failure, quarantine: null};
        const report = {success: true, outcome: script, records_stored: 5, records_stale: 1, records_deleted: 0, stale_records: [script],
            errors: [script], warnings: [script]};
        const server = await serve(t, {
            models: [{...modelJson(script, {failed: 1, runs: manyRuns(2).map(run => ({...run, kind: script, outcome: script, problem: script})),
                lastRun: {kind: script, outcome: script, ended_at: '2026-01-01T00:00:00Z', problem: script},
                active: activeRun('r', {waiting: script, pause: {party: script, name: script, reason: script, cause: script}})}),
            sink_problem: script, problem: script}],
            usage: {month: '2026-11', requests: 1, tokens: 1, cost_usd: '1'},
            answers: {
                [`GET models/${script}/failures`]: () => [200, {failures: [failure]}],
                [`POST models/${script}/cleanup`]: () => [202, {run_id: 'run'}],
                'GET runs/run': () => [200, {state: 'ended', report}],
                'GET search': () => [200, {hits: [{model_name: script, record_id: script, score: 0.5, text: script, meaning_rank: 1, word_rank: null}]}],
                [`GET records/${script}/${script}/explain`]: () => [200, explanation],
                'GET *': () => [404, {title: script, detail: script}],
                'DELETE *': () => [409, {title: script, detail: script}],
            },
        });
        const page = await open(t, server.url);
        const shown = async (selector, least = 1) => {
            const all = await page.locator(selector).evaluateAll((nodes, wanted) => nodes.filter(node => node.textContent.includes(wanted)).length, script);
            assert.ok(all >= least, `${selector} shows it as text`);
        };
        await page.locator('.model .name').click();
        await page.locator('.failed-list li').waitFor();
        await shown('.name');
        await shown('.reason');
        await shown('.run-problem', 2);
        await shown('.problem');
        await shown('#pauses');
        await page.getByRole('button', {name: /^Stop the run/}).click();
        await page.locator('.notice').waitFor();
        await shown('.notice');
        await page.getByRole('button', {name: /^Cleanup/}).click();
        await page.locator('.danger').waitFor();
        await shown('.ids');
        await shown('#dialog .problem li', 2);
        await page.keyboard.press('Escape');
        await page.fill('#query', script);
        await page.keyboard.press('Enter');
        await page.locator('.hit').waitFor();
        await shown('.hit-text');
        await page.locator('.hit a').click();
        await page.locator('.verdict').waitFor();
        await shown('.reasons li');
        server.push('model', modelJson(`${script}2`));
        await page.locator('.model').nth(1).waitFor({state: 'attached'});
        assert.equal(await page.evaluate(() => window.attacked), undefined);
        assert.deepEqual(await page.locator('main, dialog').locator('script, img, iframe, a[href^="javascript:"], [onload], [onerror]').all(), []);
    });
}

test('an address that explains a record should be read as text too', async t => {
    const server = await serve(t, {models: [modelJson('a')]});
    const page = await open(t, `${server.url}#explain/${encodeURIComponent('<img src=x onerror=window.attacked=1>')}/1`);
    await page.locator('#dialog .problem').waitFor();
    assert.match(await page.locator('#dialog-title').innerText(), /<img src=x/);
    await page.goto(`${server.url}#explain/%E0%A4%A/1`);
    await page.reload();
    await page.locator('#live[data-live=live]').waitFor();
    assert.equal(await page.locator('#dialog').isVisible(), false);
    assert.equal(await page.evaluate(() => window.attacked), undefined);
});
