import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { main } from './scenario.mjs';

let transport;
await main({
  async connect(kind, target) {
    const client = new Client({ name: 'sdk2', version: '1' });
    transport = kind === 'http'
      ? new StreamableHTTPClientTransport(new URL(target[0]))
      : new StdioClientTransport({ command: target[0], args: target.slice(1), stderr: 'inherit' });
    await client.connect(transport);
    return client;
  },
  call: (client, request, options) => client.callTool(request, options),
  async close(client) {
    await transport.terminateSession?.();
    await client.close();
  },
});
