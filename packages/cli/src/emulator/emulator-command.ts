import { type Emulator, type EmulatorOptions, startEmulator } from '@reportline/emulator'
import { type Command, type CommandValues, exitDone, type Terminal, UsageError } from '../command.ts'
import { parseDuration } from '../duration.ts'
import { writeKeyFiles } from './key-files.ts'
import { welcome } from './welcome.ts'

/** `reportline emulator` */
export const emulatorCommand: Command = {
  description: `Runs a local Amazon: Login with Amazon, the report APIs of selling partners, Amazon Business and Amazon Pay,
notifications and the report documents, behind one port. Prints its address and made-up credentials,
and runs until Ctrl-C or SIGTERM.

Amazon Pay's own SDKs speak https only. For these, --https listens at a second port:

  reportline emulator --https

and its certificate has to be trusted. The text says where the certificate and the private key for
Amazon Pay lie while it runs; --json has them in its line, as PEM.`,
  options: {
    port: { type: 'string', value: 'PORT', description: 'Port to listen at; 0, the default, takes any free one' },
    host: { type: 'string', value: 'ADDRESS', description: 'Address to listen at; 127.0.0.1 by default' },
    https: { type: 'boolean', description: 'Listen with https as well, with a certificate made for this run' },
    'https-port': {
      type: 'string',
      value: 'PORT',
      description: 'Port for https, like --https; any free one by default',
    },
    'in-queue': {
      type: 'string',
      value: 'DURATION',
      description: 'How long a report waits, like 500ms, 5s or 2m; 5s by default',
    },
    'in-progress': { type: 'string', value: 'DURATION', description: 'How long a report is worked on; 6s by default' },
    now: {
      type: 'string',
      value: 'TIME',
      description: 'Where its clock begins, like 2026-03-04T12:00:00Z; now by default',
    },
    'sqs-endpoint': {
      type: 'string',
      value: 'URL',
      description: 'Where the queues are that notifications go to; no queue is reached by default',
    },
    json: { type: 'boolean', description: 'Print one line of JSON instead of text' },
  },
  run: async (values, terminal) => {
    const emulator = await started(values, terminal)
    const { url, httpsUrl, certificate, credentials } = emulator
    // Whoever reads the first line may send the signal at once.
    const told = toldToStop(terminal)
    const files = values.json ? undefined : await writeKeyFiles(emulator)
    const line = () => `${JSON.stringify({ url, httpsUrl, certificate, ...credentials })}\n`
    terminal.stdout.write(files === undefined ? line() : welcome(emulator, files))
    await told
    await Promise.all([emulator.stop(), files?.remove()])
    return exitDone
  },
}

async function started(values: CommandValues, terminal: Terminal): Promise<Emulator> {
  const options = optionsOf(values)
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
    // Here as there, the options are called by their names.
    if (error instanceof TypeError)
      throw new UsageError(`--${error.message.replace(/^(sqs|https)\./, '$1-')}`, { cause: error })
    throw error
  }
}

function optionsOf(values: CommandValues): EmulatorOptions {
  const { port, host, https, 'https-port': httpsPort } = values
  const { 'in-queue': inQueue, 'in-progress': inProgress, 'sqs-endpoint': endpoint } = values
  const durations = {
    ...(typeof inQueue === 'string' ? { inQueue: parseDuration(inQueue, '--in-queue') } : {}),
    ...(typeof inProgress === 'string' ? { inProgress: parseDuration(inProgress, '--in-progress') } : {}),
  }
  return {
    durations,
    ...(typeof port === 'string' ? { port: numberOrText(port) as number } : {}),
    ...(typeof host === 'string' ? { host } : {}),
    ...(https === true ? { https } : {}),
    ...(typeof httpsPort === 'string' ? { https: { port: numberOrText(httpsPort) as number } } : {}),
    ...(typeof endpoint === 'string' ? { sqs: { endpoint } } : {}),
  }
}

/** What is no number stays as it is, for the emulator to refuse in its own words. */
function numberOrText(text: string): number | string {
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text
}

function toldToStop(terminal: Terminal): Promise<void> {
  return new Promise((resolve) => {
    terminal.once('SIGINT', resolve)
    terminal.once('SIGTERM', resolve)
  })
}
