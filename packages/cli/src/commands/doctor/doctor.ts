import { dirname } from 'node:path'
import { styleText } from 'node:util'
import { accountsIn } from '../../account/choose-accounts.ts'
import { configPath } from '../../account/folders.ts'
import { chooseProfile, chosenLedgerPath, openSession } from '../../account/session.ts'
import type { Action, CommandContext } from '../../context.ts'
import type { doctorDefinition } from '../../definitions/setup.ts'
import { type ExitCode, exitCodes } from '../../exit-codes.ts'
import type { OutputStream } from '../../terminal.ts'
import { checkAccount, checkSecretFiles, type ServerTime } from './account-checks.ts'
import { type Check, failedCheck } from './check.ts'
import { checkLedger } from './ledger-checks.ts'
import { checkClock, checkDisk, checkFile, checkNode } from './machine-checks.ts'
import { checkQueue } from './queue-check.ts'

type Options = Parameters<Action<typeof doctorDefinition>>[0]['options']

/** `reportline doctor` */
export const doctor: Action<typeof doctorDefinition> = async ({ options }, context) => {
  const { stdout } = context.terminal
  const checks: Check[] = []
  for await (const check of runChecks(options, context)) {
    checks.push(check)
    if (!options.json) await stdout.write(checkLine(check, stdout))
  }
  const status = worst(checks)
  if (options.json) {
    const shown = checks.map(({ refused: _refused, ...check }) => check)
    await stdout.write(`${JSON.stringify({ status, checks: shown }, undefined, 2)}\n`)
  }
  return exitCode(checks)
}

async function* runChecks(options: Options, { terminal, signal }: CommandContext): AsyncGenerator<Check> {
  const ledger = chosenLedgerPath(options.ledger, terminal)
  yield checkNode(process.version)
  yield await checkFile('configuration', configPath(terminal.env))
  yield* await checkLedger(ledger, Date.now())
  yield await checkDisk('disk of the ledger', dirname(ledger))
  yield await checkDisk('disk of the current folder', terminal.cwd)
  try {
    if (!options.emulator) {
      yield* await checkSecretFiles(await chooseProfile(options, { terminal }), Date.now())
    }
    await using session = await openSession(options, { terminal })
    const results = await Promise.all(
      accountsIn(session, undefined).map(({ account }) => checkAccount(account, { signal })),
    )
    yield* worstClock(results.flatMap(({ serverTime }) => serverTime ?? []))
    yield* results.flatMap((result) => result.checks)
    if (options.queue !== undefined) yield await checkQueue(options.queue, options, { session, terminal, signal })
  } catch (error) {
    signal.throwIfAborted()
    yield failedCheck('accounts', error)
  }
}

/** Of several accounts, the response that differs most from the clock of this machine. */
function worstClock(times: readonly ServerTime[]): Check[] {
  const [largest] = times.map(({ server, local }) => checkClock(server, local)).sort((a, b) => rank(b) - rank(a))
  return largest === undefined ? [] : [largest]
}

const ranks = ['ok', 'warning', 'problem'] as const

function rank({ status }: Check): number {
  return ranks.indexOf(status)
}

function worst(checks: readonly Check[]): Check['status'] {
  if (checks.some(({ status }) => status === 'problem')) return 'problem'
  return checks.some(({ status }) => status === 'warning') ? 'warning' : 'ok'
}

function exitCode(checks: readonly Check[]): ExitCode {
  if (checks.some(({ refused }) => refused)) return exitCodes.refused
  return worst(checks) === 'problem' ? exitCodes.failed : exitCodes.done
}

const colours = { ok: 'green', warning: 'yellow', problem: 'red' } as const

function checkLine({ status, name, account, message, suggestion }: Check, { stream, isTTY }: OutputStream): string {
  const label = status.padEnd(8)
  const shown = isTTY ? styleText(colours[status], label, { stream }) : label
  const subject = account === undefined ? name : `${name} (${account})`
  return `${shown} ${subject}: ${message}\n${suggestion === undefined ? '' : `         ${suggestion}\n`}`
}
