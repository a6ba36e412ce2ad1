// Two hundred models at a real server: shown, found, synced and kept live. Crowd.java says what the source holds.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {model, open, openDetails, useBrowser} from './browser.mjs';

useBrowser();
const MODELS = 200;
const LAST = 'x_department.model_199';

test('a page of 200 models should stay usable while all of them are synced again and again', async t => {
    const page = await open(t, process.env.SYNCLINE_URL);
    await page.getByText(`All ${MODELS} models are fresh`).waitFor();
    assert.equal(await page.locator('.model:visible').count(), MODELS);

    // a webhook's record is seen although nobody asked for it
    await fetch(`${process.env.SYNCLINE_CONTROL}touch`, {method: 'POST'});
    const row = model(page, LAST);
    await row.locator('.stored', {hasText: /^2$/}).waitFor();

    await page.fill('#filter', 'MODEL_19');
    assert.equal(await page.locator('.model:visible').count(), 10);

    // all change, and the operator goes on working meanwhile
    const changes = fetch(`${process.env.SYNCLINE_CONTROL}change`, {method: 'POST'});
    await page.getByRole('button', {name: `Sync ${LAST}`}).click();
    await openDetails(page, LAST);
    assert.ok((await changes).ok);
    await page.waitForFunction(() => [...document.querySelectorAll('.model')].every(node =>
        Number(node.querySelector('.stored').textContent) >= 2));
    assert.match(await row.locator('.runs-table tbody tr').first().innerText(), /sync completed/);

    await page.fill('#filter', '');
    await page.fill('#query', `Record 1 of ${LAST}`);
    await page.locator('#query-model').selectOption(LAST);
    await page.keyboard.press('Enter');
    assert.match(await page.locator('.hit').first().innerText(), /Record 1 of x_department\.model_199/);
});
