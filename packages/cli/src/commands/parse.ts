import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parse } from '@reportline/documents'
import type { Action, CommandContext } from '../context.ts'
import type { parseDefinition } from '../definitions/parse.ts'
import { UsageError } from '../errors/usage-error.ts'
import { exitCodes } from '../exit-codes.ts'
import { startProgress } from '../output/progress.ts'
import { writeDocument } from '../output/write-document.ts'
import { noteWritten } from './deliver.ts'

/** `reportline parse` */
export const parseFile: Action<typeof parseDefinition> = async ({ arguments: [file = ''], options }, context) => {
  const { terminal, signal } = context
  const { type: reportType, marketplace, output } = options
  if (options.json && output === undefined) {
    throw new UsageError('--json prints a summary on stdout. Add --output FILE for the rows.')
  }
  await using progress = await startProgress({ terminal, ...options })
  await using input = await openInput(file, context)
  const document = parse(input.path, {
    reportType,
    marketplace: marketplace?.length === 2 ? marketplace.toUpperCase() : marketplace,
  })
  const path = output === undefined ? undefined : resolve(terminal.cwd, output)
  const onRows = path === undefined && terminal.stdout.isTTY ? undefined : progress.onRows
  const written = await writeDocument(document, { values: options, terminal, signal, reportType, path, onRows })
  progress.stop()
  noteWritten(written, progress)
  if (options.json) await terminal.stdout.write(`${JSON.stringify(written, undefined, 2)}\n`)
  return exitCodes.done
}

/** The file to parse. It is deleted afterwards if it is temporary. */
interface InputFile extends AsyncDisposable {
  readonly path: string
}

async function openInput(file: string, { terminal }: CommandContext): Promise<InputFile> {
  if (file === '-') return await copyToFile(terminal.stdin)
  const path = resolve(terminal.cwd, file)
  const found = await stat(path).catch(() => undefined)
  if (found === undefined) throw new UsageError(`There is no file ${path}.`)
  if (found.isDirectory()) throw new UsageError(`${path} is a folder. Pass a file.`)
  return { path, async [Symbol.asyncDispose]() {} }
}

/** Standard input can be read only once, but a document whose type is not known may have to be read twice. */
async function copyToFile(stdin: AsyncIterable<string | Uint8Array>): Promise<InputFile> {
  const folder = await mkdtemp(join(tmpdir(), 'reportline-parse-'))
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    const path = join(folder, 'standard input')
    await writeFile(path, stdin, { mode: 0o600 })
    return { path, [Symbol.asyncDispose]: remove }
  } catch (error) {
    await remove()
    throw error
  }
}
