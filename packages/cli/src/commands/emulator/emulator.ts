import { type Emulator, type EmulatorOptions, startEmulator } from '@reportline/emulator'
import type { Action, CommandContext } from '../../context.ts'
import type { OptionValues } from '../../definitions/command-definition.ts'
import type { emulatorDefinition } from '../../definitions/emulator.ts'
import { parseDuration } from '../../duration.ts'
import { UsageError } from '../../errors/usage-error.ts'
import { exitCodes } from '../../exit-codes.ts'
import { writeKeyFiles } from './key-files.ts'
import { welcome } from './welcome.ts'

type Values = OptionValues<typeof emulatorDefinition>

/** `reportline emulator` */
export const emulator: Action<typeof emulatorDefinition> = async ({ options }, context) => {
  const started = await start(options, context)
  try {
    await (options.json ? runForProgram(started, context) : runForPerson(started, context, options))
    return exitCodes.done
  } finally {
    await started.stop()
  }
}

async function start(values: Values, { terminal }: CommandContext): Promise<Emulator> {
  const options = readOptions(values)
  let emulator: Emulator | undefined
  try {
    emulator = await startEmulator({
      ...options,
      onWarning: (message) => terminal.stderr.write(`reportline: ${message}\n`),
    })
    if (typeof values.now === 'string') emulator.addFixtures({ now: values.now })
    return emulator
  } catch (error) {
    await emulator?.stop()
    // The message starts with the name of the emulator's option, like `sqs.endpoint` for --sqs-endpoint.
    if (error instanceof TypeError) {
      const message = error.message.replace(/^durations\./, '').replace(/^[\w.]+/, toKebabCase)
      throw new UsageError(`--${message}`, { cause: error })
    }
    throw error
  }
}

/** Prints one line of JSON and waits for a signal. */
async function runForProgram(emulator: Emulator, { terminal, signal }: CommandContext): Promise<void> {
  const { url, httpsUrl, certificate, controlToken, credentials } = emulator
  terminal.stdout.write(`${JSON.stringify({ url, httpsUrl, certificate, controlToken, ...credentials })}\n`)
  await aborted(signal)
}

/** Prints what to try, with the paths of the key files, and waits for a signal. */
async function runForPerson(emulator: Emulator, { terminal, signal }: CommandContext, values: Values): Promise<void> {
  const files = await writeKeyFiles(emulator)
  try {
    const isRemote = values.host !== undefined || values['public-url'] !== undefined
    terminal.stdout.write(welcome(emulator, files, isRemote))
    await aborted(signal)
  } finally {
    await files.remove()
  }
}

function readOptions(values: Values): EmulatorOptions {
  const httpsPort = values['https-port']
  const endpoint = values['sqs-endpoint']
  return {
    port: readNumber(values.port),
    host: values.host,
    publicUrl: values['public-url'],
    controlToken: values['control-token'],
    https: httpsPort === undefined ? values.https : { port: readNumber(httpsPort) },
    durations: {
      inQueue: readDuration(values['in-queue'], '--in-queue'),
      inProgress: readDuration(values['in-progress'], '--in-progress'),
    },
    sqs: endpoint === undefined ? undefined : { endpoint },
  }
}

function toKebabCase(name: string): string {
  return name.replaceAll('.', '-').replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

function readDuration(value: string | undefined, option: string): number | undefined {
  return value === undefined ? undefined : parseDuration(value, option)
}

/** Returns a value that is not a number as is, so that the emulator rejects it. */
function readNumber(value: string | undefined): number | undefined {
  return value !== undefined && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : (value as number | undefined)
}

/** Waits for Ctrl-C or another signal. The emulator then stops as intended, which is no error. */
function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
