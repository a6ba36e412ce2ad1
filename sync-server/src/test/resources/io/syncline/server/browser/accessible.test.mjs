// axe-core finds no violation in any view, in both themes, at three widths; nothing needs sideways scrolling.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {assertAccessible, open, openDetails, THEMES, useBrowser, WIDTHS} from './browser.mjs';
import {activeRun, modelJson, serve} from './fixture.mjs';

useBrowser();
const MINUTE = 60_000;

const MODELS = () => [
    modelJson('res.partner', {stored: 74_952, inSource: 75_001}), modelJson('sale.order', {lag: 200 * MINUTE, failed: 3,
        lastRun: {kind: 'sync', outcome: 'failed', ended_at: '2026-11-30T10:00:00Z', problem: 'The source did not answer for 10 min'}}),
    modelJson('product.template', {lag: 8 * MINUTE}), modelJson('crm.lead', {lag: null}), modelJson('hr.applicant', {scheduled: false}),
    modelJson('x.failing', {problem: 'The source did not answer for 10 min: connection refused.'}),
    modelJson('project.task', {active: activeRun('r1')}),
    modelJson('helpdesk.ticket', {active: activeRun('r2', {total: null, pause: {party: 'embedder', name: 'voyage/voyage-4', reason: 'rate_limit', cause: 'answered 429', retry_in_ms: 9_000}})}),
    modelJson('a_name_of_one_word_that_is_far_longer_than_any_column_of_the_page_can_ever_be_expected_to_have'),
];

const ANSWERS = {
    'GET models/sale.order/failures': () => [200, {failures: [1, 2, 3].map(id => ({record_id: id, reason: 'The text has 41,000 tokens, and the model accepts 32,000.', attempts: id, last_failed_at: '2026-11-30T10:00:00Z'}))}],
    'GET search': () => [200, {hits: [{model_name: 'sale.order', record_id: 4711, score: 0.55, text: 'Sales Order: S00042\nCustomer: Azure Interior', meaning_rank: 1, word_rank: 2}]}],
    'GET records/sale.order/4711/explain': () => [200, {verdict: 'current', reasons: ['It is stored.'], in_source: true, stored_chunks: 2, last_sync_timestamp: '2026-11-30T10:00:00Z'}],
    'POST models/sale.order/cleanup': () => [202, {run_id: 'cleanup'}],
    'POST models/sale.order/verify': () => [202, {run_id: 'verify'}],
    'GET runs/cleanup': () => [200, {state: 'ended', report: {success: true, outcome: 'completed', records_stored: 18_210, records_stale: 3, records_deleted: 0, stale_records: [7, 8, 'A-9'], errors: [], warnings: ['A warning.']}}],
    'GET runs/verify': () => [200, {state: 'ended', report: {success: false, in_sync: false, outcome: 'completed', records_in_source: 10, records_stored: 9, records_differing: 2, records_repaired: 0, stray_points: 0, differences: {missing: 1, orphaned: 1}, examples: [{record_id: 7, kind: 'missing'}], errors: [], warnings: []}}],
};

const USAGE = {month: '2026-11', requests: 18_211, tokens: 61_204_112, cost_usd: '3.672',
    quota: {requests_per_minute: 2000, tokens_per_minute: 3_000_000, requests_used: 500, tokens_used: 1_500_000}};

for (const theme of THEMES) {
    for (const width of WIDTHS) {
        test(`the page should be accessible at ${width} in the ${theme} theme`, async t => {
            const server = await serve(t, {models: MODELS(), usage: USAGE, answers: ANSWERS});
            const page = await open(t, server.url, {width, theme});
            const check = async what => {
                await assertAccessible(page, what);
                const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
                assert.equal(over, 0, `${what} is not wider than the window`);
            };
            const row = await openDetails(page, 'sale.order');
            await row.locator('.failed-list li').first().waitFor();
            await page.fill('#query', 'azure');
            await page.keyboard.press('Enter');
            await page.locator('.hit').waitFor();
            await check('list, details and results');
            await page.locator('.hit a').click();
            await page.locator('.verdict').waitFor();
            await check('explanation');
            await page.keyboard.press('Escape');
            for (const name of width === WIDTHS[0] ? ['Cleanup', 'Verify'] : []) {
                await row.getByRole('button', {name: new RegExp(`^${name}`)}).click();
                await page.locator('.danger').waitFor();
                await check(name);
                await page.keyboard.press('Escape');
            }
            await row.getByRole('button', {name: 'Sync sale.order'}).click();
            await page.locator('.notice').waitFor();
            await server.stop();
            await page.locator('#live[data-live=lost]').waitFor();
            await check('a notice, and not live');
        });
    }

    test(`the entry of the token should be accessible in the ${theme} theme`, async t => {
        const server = await serve(t, {token: 'x'});
        const page = await open(t, server.url, {theme, live: false});
        await page.getByRole('textbox', {name: 'Token'}).waitFor();
        await assertAccessible(page, 'token');
    });
}

test('the theme should be chosen and remembered', async t => {
    const server = await serve(t, {models: [modelJson('a')]});
    const page = await open(t, server.url);
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await paper();
    await page.getByRole('button', {name: /^Theme/}).click();
    const dark = await paper();
    assert.notEqual(dark, light);
    await page.reload();
    assert.equal(await paper(), dark);
    assert.equal(await page.getByRole('button', {name: 'Theme: dark'}).count(), 1);
});
