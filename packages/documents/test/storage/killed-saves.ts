/** A process that saves many documents at once, each of which never ends. It prints a line once all of them are written to. */
import { join } from 'node:path'
import { writeFile } from '../../src/storage/write-file.ts'

const [folder = '', count = ''] = process.argv.slice(2)
let started = 0
for (let number = 0; number < Number(count); number++) {
  const open = async () => endless()
  void writeFile(join(folder, `document-${number}.tsv`), { reportDocumentId: String(number), open })
}

async function* endless(): AsyncGenerator<Uint8Array> {
  yield Buffer.alloc(2_000_000, 'a')
  started += 1
  if (started === Number(count)) process.stdout.write('ready\n')
  await new Promise((resolve) => setTimeout(resolve, 600_000))
}
