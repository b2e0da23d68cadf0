import { services } from './generated/services.ts'

/** Maps each specification that the emulator serves (its folder's name under `specs/`) to the service that serves it. */
export const emulatedApis: ReadonlyMap<string, (typeof services)[number]['name']> = new Map(
  services.flatMap(({ apis, name }) => apis.map((api): [string, typeof name] => [api, name])),
)
