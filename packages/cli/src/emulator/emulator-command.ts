import { type Emulator, type EmulatorOptions, startEmulator } from '@reportline/emulator'
import { type Command, type CommandValues, exitDone, stopSignals, type Terminal, UsageError } from '../command.ts'
import { parseDuration } from '../duration.ts'
import { writeKeyFiles } from './key-files.ts'
import { welcome } from './welcome.ts'

/** `reportline emulator` */
export const emulatorCommand: Command = {
  description: `Runs a local Amazon on one port: Login with Amazon, the report APIs for selling partners, Amazon
Business and Amazon Pay, notifications and the report documents. Prints its address and made-up
credentials, and runs until Ctrl-C, SIGTERM, SIGHUP or SIGQUIT.

  reportline emulator --port 4500

Amazon Pay's own SDKs support only https. Add a second port for them:

  reportline emulator --https

The output says where to find the certificate, which clients must trust, and the private key for
Amazon Pay. Both files are deleted when the command ends. For programs, --json prints one line that
contains them as PEM:

  reportline emulator --json`,
  options: {
    port: { type: 'string', value: 'PORT', description: 'Port to listen on (default: 0, any free port)' },
    host: {
      type: 'string',
      value: 'ADDRESS',
      description: 'Address to listen on; with 0.0.0.0, other machines can call the emulator (default: 127.0.0.1)',
    },
    'public-url': {
      type: 'string',
      value: 'URL',
      description: 'URL that other machines use, like http://emulator:4500 in a container network (default: none)',
    },
    'control-token': {
      type: 'string',
      value: 'TOKEN',
      description: 'Token with which other machines move its clock and add fixtures (default: a random one)',
    },
    https: { type: 'boolean', description: 'Listen with https as well, with a generated certificate' },
    'https-port': {
      type: 'string',
      value: 'PORT',
      description: 'Port for https, implies --https (default: any free port)',
    },
    'in-queue': {
      type: 'string',
      value: 'DURATION',
      description: 'Time a report spends IN_QUEUE, like 500ms, 5s or 2m (default: 5s)',
    },
    'in-progress': {
      type: 'string',
      value: 'DURATION',
      description: 'Time a report spends IN_PROGRESS (default: 6s)',
    },
    now: {
      type: 'string',
      value: 'TIME',
      description: 'Initial time of its clock, like 2026-03-04T12:00:00Z (default: the current time)',
    },
    'sqs-endpoint': {
      type: 'string',
      value: 'URL',
      description: 'Endpoint of the queues for notifications, needs @aws-sdk/client-sqs (default: none)',
    },
    json: { type: 'boolean', description: 'Print one line of JSON' },
  },
  run: async (values, terminal) => {
    const emulator = await start(values, terminal)
    try {
      await (values.json ? runForProgram(emulator, terminal) : runForPerson(emulator, terminal, values))
      return exitDone
    } finally {
      await emulator.stop()
    }
  },
}

async function start(values: CommandValues, terminal: Terminal): Promise<Emulator> {
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
async function runForProgram(emulator: Emulator, terminal: Terminal): Promise<void> {
  const { url, httpsUrl, certificate, controlToken, credentials } = emulator
  // Registered before printing, because a program may send the signal as soon as it reads the line.
  const stopSignal = waitForStopSignal(terminal)
  terminal.stdout.write(`${JSON.stringify({ url, httpsUrl, certificate, controlToken, ...credentials })}\n`)
  await stopSignal
}

/** Prints what to try, with the paths of the key files, and waits for a signal. */
async function runForPerson(emulator: Emulator, terminal: Terminal, values: CommandValues): Promise<void> {
  const stopSignal = waitForStopSignal(terminal)
  const files = await writeKeyFiles(emulator)
  try {
    const isRemote = values.host !== undefined || values['public-url'] !== undefined
    terminal.stdout.write(welcome(emulator, files, isRemote))
    await stopSignal
  } finally {
    await files.remove()
  }
}

function readOptions(values: CommandValues): EmulatorOptions {
  const httpsPort = readString(values['https-port'])
  const endpoint = readString(values['sqs-endpoint'])
  return {
    port: readNumber(values.port),
    host: readString(values.host),
    publicUrl: readString(values['public-url']),
    controlToken: readString(values['control-token']),
    https: httpsPort === undefined ? values.https === true : { port: readNumber(httpsPort) },
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

function readString(value: CommandValues[string]): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function readDuration(value: CommandValues[string], option: string): number | undefined {
  return typeof value === 'string' ? parseDuration(value, option) : undefined
}

/** Returns a value that is not a number as is, so that the emulator rejects it. */
function readNumber(value: CommandValues[string]): number | undefined {
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : (value as number | undefined)
}

function waitForStopSignal(terminal: Terminal): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of stopSignals) terminal.once(signal, resolve)
  })
}
