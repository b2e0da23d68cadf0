import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { type Emulator, type EmulatorOptions, startEmulator } from '@reportline/emulator'
import { main } from './child-program.ts'
import { Program, type Result } from './program.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** An emulator, credentials for it in the environment, and a ledger file. */
export interface EmulatedShop extends AsyncDisposable {
  readonly emulator: Emulator
  /** A folder for files, which is deleted after the test. */
  readonly folder: string
  readonly ledger: string
  /** Starts a command with the environment. */
  start(...args: string[]): Program
  /** Variables with the credentials and the paths. */
  readonly env: Readonly<Record<string, string>>
  /** Runs a command with the environment. */
  run(...args: string[]): Promise<Result>
  /** Runs the built program with the environment in a process of its own. */
  runProcess(...args: string[]): Promise<Result>
}

/**
 * @param more Further variables of the environment.
 * @param options Options of the emulator.
 */
export async function emulatedShop(
  api: 'sellingPartner' | 'business' = 'sellingPartner',
  more: Readonly<Record<string, string>> = {},
  options: EmulatorOptions = {},
): Promise<EmulatedShop> {
  const folder = await temporaryFolder()
  const emulator = await startEmulator({ durations: { inQueue: 0, inProgress: 0 }, ...options })
  const { clientId, clientSecret, refreshToken } = emulator.credentials[api]
  const ledger = join(folder.path, 'ledger.db')
  const env = {
    REPORTLINE_CONFIG: join(folder.path, 'config.yaml'),
    REPORTLINE_LEDGER: ledger,
    REPORTLINE_REGION: 'eu',
    REPORTLINE_API: api === 'business' ? 'business' : '',
    LWA_CLIENT_ID: clientId,
    LWA_CLIENT_SECRET: clientSecret,
    LWA_REFRESH_TOKEN: refreshToken,
    ...more,
  }
  return {
    emulator,
    folder: folder.path,
    ledger,
    start: (...args) => new Program(args, { env }),
    env,
    run: (...args) => new Program(args, { env }).result,
    runProcess: (...args) =>
      new Promise((resolve) => {
        const options = { env: { ...process.env, ...env }, cwd: folder.path }
        execFile(process.execPath, [main, ...args], options, (error, stdout, stderr) =>
          resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
        )
      }),
    async [Symbol.asyncDispose]() {
      await emulator.stop()
      await folder[Symbol.asyncDispose]()
    },
  }
}
