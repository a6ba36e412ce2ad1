// What a client of any generation does with the server. Usage: node CLIENT.mjs http URL | stdio COMMAND ARGUMENT...
import assert from 'node:assert/strict';

const LIMIT = 5000; // stands for the minute after which clients give up a call

export async function main(generation) {
  const [transport, ...target] = process.argv.slice(2);
  const client = await generation.connect(transport, target);
  const call = async (name, args = {}, options = {}) => {
    const result = await generation.call(client, { name, arguments: args }, { timeout: LIMIT, ...options });
    assert.ok(!result.isError, JSON.stringify(result));
    assert.deepEqual(JSON.parse(result.content[0].text), result.structuredContent);
    return result.structuredContent;
  };
  try {
    await tools(client, call);
    await longRun(call);
    await cancelled(call);
    await refused(generation, client);
    await resources(client);
    if (process.env.LEAVE_A_RUN) {
      await call('sync_model', { model_name: 'endless.record', wait_seconds: 0 });
    }
  } finally {
    await generation.close(client);
  }
  console.log('passed');
}

async function tools(client, call) {
  const { tools } = await client.listTools();
  assert.deepEqual(tools.map(tool => tool.name), ['sync_model', 'plan_sync', 'sync_status', 'cancel_sync',
    'cleanup_deleted', 'verify_model', 'list_failures', 'explain_record', 'search_records', 'list_models']);
  const model_name = 'res.partner';
  const sync = await call('sync_model', { model_name, wait_seconds: 4 });
  assert.equal(await finished(call, sync), 'completed');
  assert.equal(await finished(call, await call('plan_sync', { model_name, wait_seconds: 4 })), 'completed');
  assert.equal((await result(call, await call('verify_model', { model_name, wait_seconds: 4 }))).in_sync, false);
  await cleanup(call, model_name);
  assert.equal((await result(call, await call('verify_model', { model_name, wait_seconds: 4 }))).in_sync, true);
  assert.equal((await call('list_failures', { model_name })).failures.length, 0);
  assert.equal((await call('explain_record', { model_name, record_id: 1 })).verdict, 'current');
  assert.equal((await call('search_records', { query: 'partner', model_name, limit: 3 })).hits.length, 3);
  assert.ok((await call('list_models')).models.length >= 1);
}

/** The source deletes one record after its sync: a dry run shows it, and only the other one deletes it. */
async function cleanup(call, model_name) {
  const dry = await result(call, await call('cleanup_deleted', { model_name, wait_seconds: 4 }));
  assert.deepEqual([dry.dry_run, dry.stale_records, dry.records_deleted], [true, [30], 0]);
  const deleted = await result(call, await call('cleanup_deleted', { model_name, dry_run: false, wait_seconds: 4 }));
  assert.deepEqual([deleted.dry_run, deleted.records_stale, deleted.records_deleted], [false, 1, 1]);
}

/** A run that outlasts any call is followed to its end, with progress, and started once. */
async function longRun(call) {
  const seen = [];
  const started = await call('sync_model', { model_name: 'bulk.record', wait_seconds: 2 },
    { onprogress: progress => seen.push(progress) });
  if (started.state === 'running') {
    assert.ok(seen.length > 0, 'progress');
    const again = await call('sync_model', { model_name: 'bulk.record', wait_seconds: 2 });
    if (again.state === 'refused') {
      assert.equal(again.blocked_by.run_id, started.run_id);
      assert.equal(again.success, false);
    }
  }
  assert.equal(await finished(call, started), 'completed');
}

async function finished(call, run) {
  return (await result(call, run)).outcome;
}

async function result(call, run) {
  while (run.state === 'running') {
    run = (await call('sync_status', { run_id: run.run_id, wait_seconds: 3 })).runs[0];
  }
  assert.ok(run.errors === undefined || run.errors.length === 0, JSON.stringify(run));
  return run;
}

/** A call that the client gives up cancels its run, and so does the tool. */
async function cancelled(call) {
  const endless = { model_name: 'endless.record' };
  const abort = new AbortController();
  const given = call('sync_model', { ...endless, wait_seconds: 45 },
    { signal: abort.signal, timeout: 60000, onprogress: () => abort.abort() });
  await assert.rejects(given);
  const status = await call('sync_status', { ...endless, wait_seconds: 3 });
  assert.equal(await finished(call, status.runs[0]), 'cancelled');

  const run = await call('sync_model', { ...endless, wait_seconds: 0 });
  assert.equal(run.state, 'running', JSON.stringify(run));
  assert.equal(await finished(call, await call('cancel_sync', { run_id: run.run_id, wait_seconds: 3 })), 'cancelled');
}

async function refused(generation, client) {
  const wrong = await generation.call(client, { name: 'sync_model', arguments: { model_name: 'res.users' } }, {});
  assert.equal(wrong.isError, true);
  assert.match(wrong.content[0].text, /not among those/);
  const type = await generation.call(client, { name: 'search_records', arguments: { query: 7 } }, {});
  assert.equal(type.isError, true);
  await assert.rejects(generation.call(client, { name: 'drop_everything', arguments: {} }, {}));
}

async function resources(client) {
  const { contents } = await client.readResource({ uri: 'syncline://models/res.partner' });
  assert.equal(JSON.parse(contents[0].text).models[0].model_name, 'res.partner');
}
