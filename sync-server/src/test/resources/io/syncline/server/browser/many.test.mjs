// The page with 200 models, and by keyboard alone.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {model, open, useBrowser} from './browser.mjs';
import {activeRun, modelJson, serve} from './fixture.mjs';

useBrowser();
const MINUTE = 60_000;
const name = i => `x_department.model_${String(i).padStart(3, '0')}`;
const many = () => Array.from({length: 200}, (_, i) => modelJson(name(i), {
    lag: i % 40 === 3 ? (20 + i) * MINUTE : i % 25 === 7 ? 8 * MINUTE + 5_000 : MINUTE + 5_000, failed: i % 30 === 5 ? i : 0,
    active: i % 50 === 9 ? activeRun(`r${i}`) : null,
}));
const order = page => page.locator('.model:visible').evaluateAll(rows => rows.map(row => row.dataset.model));

test('200 models should be sorted by the worst first, filtered and counted', async t => {
    const server = await serve(t, {models: many()});
    const page = await open(t, server.url);
    assert.equal(await page.locator('#headline').innerText(), '5 of 200 models are stale');
    const all = await order(page);
    assert.equal(all.length, 200);
    assert.deepEqual(all.slice(0, 5), [163, 123, 83, 43, 3].map(name), 'stale ones, those furthest behind first');
    assert.match(await page.locator('#chips').innerText(), /All\s+200\s+Stale\s+5\s+Late\s+8\s+Fresh\s+187\s+In progress\s+4\s+With failed records\s+7/);
    await page.getByRole('button', {name: /^Late/}).click();
    assert.equal((await order(page)).length, 8);
    await page.getByRole('button', {name: /^With failed/}).click();
    await page.locator('#sort').selectOption('failed');
    assert.deepEqual(await order(page), [185, 155, 125, 95, 65, 35, 5].map(name));
    await page.getByRole('button', {name: /^All/}).click();
    await page.fill('#filter', 'MODEL_19');
    assert.equal((await order(page)).length, 10);
    await page.fill('#filter', 'nothing');
    assert.match(await page.locator('#list-empty').innerText(), /No model matches/);
});

test('news of all 200 models should change only what is new and keep the order under the pointer', async t => {
    const server = await serve(t, {models: many()});
    const page = await open(t, server.url, {clock: true});
    await model(page, name(163)).hover();
    await page.evaluate(() => {
        window.changes = [];
        window.moves = 0;
        new MutationObserver(records => records.forEach(record => {
            window.changes.push(record.target);
            window.moves += [...record.addedNodes].filter(node => node.classList?.contains('model')).length;
        })).observe(document.getElementById('list'), {subtree: true, childList: true, characterData: true, attributes: true});
    });
    server.state.models.forEach(json => server.push('model', json));
    server.push('model', modelJson(name(0), {lag: 300 * MINUTE, stored: 4711}));
    await page.getByText('4,711', {exact: true}).waitFor();
    const changed = await page.evaluate(() => new Set(window.changes.map(node => (node.closest ? node : node.parentElement).closest('.model').dataset.model)).size);
    assert.ok(changed < 20, `${changed} rows were written, where one has news and some lags grew`);
    await page.clock.fastForward(8_000);
    assert.equal(await page.evaluate(() => window.moves), 0, 'no row moves while the pointer is in the list');
    await page.mouse.move(5, 5);
    await page.clock.fastForward(8_000);
    await page.waitForFunction(first => document.querySelector('.model').dataset.model === first, name(0));
});

test('a burst of events should be shown in few frames', async t => {
    const server = await serve(t, {models: many()});
    const page = await open(t, server.url);
    await page.evaluate(() => {
        window.frames_ = 0;
        const original = window.requestAnimationFrame.bind(window);
        window.requestAnimationFrame = callback => original(now => {
            window.frames_ += 1;
            callback(now);
        });
    });
    for (let i = 0; i < 2_000; i++) {
        server.push('model', modelJson(name(i % 200), {stored: i === 1_999 ? 987_654 : i}));
    }
    await page.getByText('987,654', {exact: true}).waitFor();
    const frames = await page.evaluate(() => window.frames_);
    assert.ok(frames < 200, `2000 events took ${frames} frames`);
});

test('everything should be reachable by keyboard', async t => {
    const server = await serve(t, {
        models: [modelJson('alpha', {failed: 1}), modelJson('beta')],
        answers: {
            'GET models/alpha/failures': () => [200, {failures: [{record_id: 'A/1', reason: 'too long', attempts: 2, last_failed_at: null}]}],
            'GET records/alpha/A/1/explain': () => [200, {verdict: 'failed', reasons: ['It is too long.'], in_source: true, stored_chunks: 0}],
            'GET search': () => [200, {hits: [{model_name: 'alpha', record_id: 'A/1', score: 0.5, text: 'a text', meaning_rank: 1}]}],
            'POST models/alpha/cleanup': () => [202, {run_id: 'r'}],
            'GET runs/r': () => [200, {state: 'ended', report: {success: true, outcome: 'completed', records_stored: 9, records_stale: 1, records_deleted: 0, stale_records: [7], errors: [], warnings: []}}],
        },
    });
    const page = await open(t, server.url);
    const focused = () => page.evaluate(() => {
        const node = document.activeElement;
        return node.getAttribute('aria-label') ?? (node.textContent.trim() || node.id);
    });
    const tabTo = async wanted => {
        for (let i = 0; i < 60; i++) {
            await page.keyboard.press('Tab');
            const now = await focused();
            if (now.startsWith(wanted)) {
                const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
                assert.notEqual(outline, 'none', `${wanted} shows that it has the focus`);
                return;
            }
        }
        assert.fail(`${wanted} is not reached by Tab`);
    };
    await tabTo('Skip to the models');
    await page.keyboard.press('Enter');
    await tabTo('alpha');
    await page.keyboard.press('Enter');
    await tabTo('Cleanup… of alpha');
    await page.keyboard.press('Enter');
    await page.getByRole('button', {name: 'Delete 1 record'}).waitFor();
    await tabTo('Change nothing');
    await page.keyboard.press('Enter');
    await page.locator('#dialog').waitFor({state: 'hidden'});
    assert.equal(await focused(), 'Cleanup… of alpha, dry run first', 'the focus returns');
    assert.deepEqual(server.requests.filter(request => request.method === 'POST').map(request => request.body), ['{"dry_run":true}'], 'nothing but the dry run');
    await tabTo('Explain record A/1');
    await page.keyboard.press('Enter');
    await page.getByText('It is too long.').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('#dialog').waitFor({state: 'hidden'});
    await page.locator('#query').focus();
    await page.keyboard.type('too long');
    await page.keyboard.press('Enter');
    await page.locator('.hit').waitFor();
    assert.match(await focused(), /too long/, 'the focus is at the results');
    await page.keyboard.press('Escape');
    await page.locator('#results').waitFor({state: 'hidden'});
    assert.equal(await focused(), 'query');
    await tabTo('Sync beta');
});
