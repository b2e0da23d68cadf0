import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseDocument } from 'yaml'

const template = join(import.meta.dirname, 'template')

/**
 * Writes the folder of a new API with one sample operation, and lists the API in redocly.yaml.
 *
 * @param name in kebab case; the folder, the packages and the generated names follow from it
 * @param title the document's title; made of the name if nothing is said
 * @returns how many files were written
 * @throws Error when the name is not in kebab case or taken
 */
export function scaffoldApi(root: string, name: string, title: string = titleOf(name)): number {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
    throw new Error(
      `"${name}" is not in kebab case. Use lower-case letters, digits and single dashes, such as data-kiosk`,
    )
  }
  const folder = join(root, 'specs', name)
  if (existsSync(folder)) throw new Error(`specs/${name} exists already. Choose another name`)
  const files = readdirSync(template, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  for (const file of files) {
    const source = join(file.parentPath, file.name)
    const target = join(folder, source.slice(template.length))
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, readFileSync(source, 'utf8').replaceAll('__NAME__', name).replaceAll('__TITLE__', title))
  }
  listInRedocly(join(root, 'redocly.yaml'), name)
  return files.length
}

function listInRedocly(path: string, name: string): void {
  const document = parseDocument(readFileSync(path, 'utf8'))
  document.setIn(['apis', name, 'root'], `specs/${name}/openapi.yaml`)
  writeFileSync(path, document.toString({ lineWidth: 120 }))
}

function titleOf(name: string): string {
  const words = name.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
