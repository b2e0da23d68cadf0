import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { checkUpstream } from './check-upstream.ts'
import { formatEntry } from './deviations.ts'
import { formatDifference } from './difference.ts'
import { ModelError } from './read-model.ts'

const help = `pnpm check-upstream <model.json> [--api <name>]

Compares a Swagger 2.0 model of Amazon with the specification of the same API. Prints each difference that no note in
specs/<api>/deviations explains. Descriptions and examples are not compared.

  --api <name>  the specification to compare with; by default the one that shares the most paths with the model

Exit codes: 0 no difference, 1 differences, 2 wrong arguments or an unreadable model.
`

/** Where the command runs. */
export interface CommandContext {
  /** The workspace's folder. */
  readonly root: string
  readonly print: (line: string) => void
  readonly printError: (line: string) => void
}

/**
 * Runs `pnpm check-upstream`.
 *
 * @param args the arguments of the command
 * @returns the exit code
 */
export function runCheckUpstream(args: readonly string[], context: CommandContext): number {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { api: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    })
    const [path] = positionals
    if (values.help || path === undefined || positionals.length > 1) {
      context.print(help)
      return values.help ? 0 : 2
    }
    return compare(path, values.api, context)
  } catch (error) {
    if (!isUsageError(error)) throw error
    context.printError(error.message)
    return 2
  }
}

function compare(path: string, name: string | undefined, { root, print, printError }: CommandContext): number {
  const { api, unexplained, unused } = checkUpstream(path, { api: name, root })
  const folder = `${api.directory}/deviations`
  for (const entry of unused) printError(`${folder}/${formatEntry(entry)} is no longer a difference. Remove it.`)
  for (const difference of unexplained) print(formatDifference(difference))
  printError(
    unexplained.length === 0
      ? `${api.name} agrees with ${basename(path)}, apart from what its deviation notes list.`
      : `${api.name} and ${basename(path)}: no note in ${folder} explains these differences: ${unexplained.length}.\n` +
          'Correct the specification, or list the difference under `differences` in a note.',
  )
  return unexplained.length === 0 ? 0 : 1
}

/** Returns whether an error is about the arguments. Those of `parseArgs` have a code. */
function isUsageError(error: unknown): error is Error {
  return error instanceof ModelError || (error instanceof TypeError && 'code' in error)
}
