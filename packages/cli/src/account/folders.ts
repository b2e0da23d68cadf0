import { homedir } from 'node:os'
import { join } from 'node:path'

type Environment = Readonly<Record<string, string | undefined>>

/** The default path of the configuration file. `REPORTLINE_CONFIG` replaces it. */
export function configPath(env: Environment, platform: NodeJS.Platform = process.platform): string {
  return env.REPORTLINE_CONFIG || join(configFolder(env, platform), 'config.yaml')
}

/** The default path of the ledger file. `REPORTLINE_LEDGER` replaces it. */
export function ledgerPath(env: Environment, platform: NodeJS.Platform = process.platform): string {
  return env.REPORTLINE_LEDGER || join(stateFolder(env, platform), 'ledger.db')
}

function configFolder(env: Environment, platform: NodeJS.Platform): string {
  if (platform === 'win32') return join(env.APPDATA || join(homedir(), 'AppData', 'Roaming'), 'reportline')
  return join(env.XDG_CONFIG_HOME || join(homedir(), '.config'), 'reportline')
}

/** @see https://specifications.freedesktop.org/basedir-spec/latest/ */
function stateFolder(env: Environment, platform: NodeJS.Platform): string {
  if (platform === 'win32') return join(env.LOCALAPPDATA || join(homedir(), 'AppData', 'Local'), 'reportline')
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'reportline')
  return join(env.XDG_STATE_HOME || join(homedir(), '.local', 'state'), 'reportline')
}
