import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseDocument } from 'yaml'

const template = join(import.meta.dirname, 'template')

/**
 * Creates the folder of a new API with one sample operation, and adds the API to redocly.yaml.
 *
 * @param name the name in kebab case, from which the names of the folder, the packages and the client derive
 * @param title the title of the document; defaults to the name as words
 * @returns the number of files written
 * @throws Error if the name is not in kebab case or already used
 */
export function scaffoldApi(root: string, name: string, title: string = titleOf(name)): number {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
    throw new Error(
      `"${name}" is not in kebab case. Use lower-case letters, digits and single dashes, such as data-kiosk`,
    )
  }
  const folder = join(root, 'specs', name)
  if (existsSync(folder)) throw new Error(`specs/${name} already exists. Choose another name`)
  const files = readdirSync(template, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  for (const file of files) {
    const source = join(file.parentPath, file.name)
    const target = join(folder, source.slice(template.length))
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, fillTemplate(readFileSync(source, 'utf8'), name, title))
  }
  listInRedocly(join(root, 'redocly.yaml'), name)
  return files.length
}

/** Replaces the placeholders. Underscores or asterisks would be changed by the formatter of Markdown files. */
function fillTemplate(template: string, name: string, title: string): string {
  return template.replaceAll('$NAME', () => name).replaceAll('$TITLE', () => title)
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
