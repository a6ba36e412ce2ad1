// Unpacks the browser of the package, and the libraries that it needs where a system lacks them.
import {createReadStream, createWriteStream, mkdirSync, readdirSync, rmSync} from 'node:fs';
import {execFileSync} from 'node:child_process';
import {pipeline} from 'node:stream/promises';
import {createBrotliDecompress} from 'node:zlib';

const packed = 'node_modules/@sparticuz/chromium/bin';

async function decompress(name, target, mode) {
    await pipeline(createReadStream(`${packed}/${name}`), createBrotliDecompress(), createWriteStream(target, {mode}));
}

await decompress('chromium.br', 'chromium', 0o755);
for (const [name, folder] of [['al2023.tar.br', 'libraries'], ['fonts.tar.br', 'fonts'], ['swiftshader.tar.br', '.']]) {
    mkdirSync(folder, {recursive: true});
    await decompress(name, 'packed.tar', 0o644);
    execFileSync('tar', ['-xf', 'packed.tar', '-C', folder]);
}
rmSync('packed.tar');
rmSync('node_modules', {recursive: true});
console.log(readdirSync('.').join(' '));
