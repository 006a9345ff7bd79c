// npm's cacache, driven over stdin and stdout: one JSON request a line, one JSON reply a line, in order.
import { createRequire } from 'node:module';
import fs from 'node:fs/promises';
import readline from 'node:readline';

const [folder, modules] = process.argv.slice(2);
const cacache = createRequire(modules + '/')('cacache');

const operations = {
  store: async ({ key, file }) => { await cacache.put(folder, key, await fs.readFile(file)); },
  read: async ({ key, length }) => { await get(key, length); },
  restore: async ({ key, length, destination }) => {
    const data = await get(key, length);
    await fs.writeFile(destination + '.tmp', data, { flag: 'wx' });
    await fs.rename(destination + '.tmp', destination);
  },
};

async function get(key, length) {
  const { data } = await cacache.get(folder, key);
  if (data.length !== length) {
    throw new Error(`cacache has ${data.length} bytes of ${key} instead of ${length}.`);
  }
  return data;
}

for await (const line of readline.createInterface({ input: process.stdin })) {
  const { operation, items } = JSON.parse(line);
  let error = null;
  try {
    for (const item of items) {
      await operations[operation](item);
    }
  } catch (e) {
    error = String(e);
  }
  process.stdout.write(JSON.stringify({ error }) + '\n');
}
