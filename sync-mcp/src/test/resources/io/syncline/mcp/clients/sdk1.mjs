import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { main } from './scenario.mjs';

let transport;
await main({
  async connect(kind, target) {
    const client = new Client({ name: 'sdk1', version: '1' });
    transport = kind === 'http'
      ? new StreamableHTTPClientTransport(new URL(target[0]))
      : new StdioClientTransport({ command: target[0], args: target.slice(1), stderr: 'inherit' });
    await client.connect(transport);
    return client;
  },
  call: (client, request, options) => client.callTool(request, undefined, options),
  async close(client) {
    await transport.terminateSession?.();
    await client.close();
  },
});
