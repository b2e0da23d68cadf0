import { services } from './generated/services.ts'

/** The specifications that the emulator serves, by their folder's name under `specs/`, with the service that serves each. */
export const emulatedApis: ReadonlyMap<string, (typeof services)[number]['name']> = new Map(
  services.flatMap(({ apis, name }) => apis.map((api): [string, typeof name] => [api, name])),
)
