import { basename, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Plugin } from 'vite'

/**
 * Leaves of the shared contract what a browser needs: of a route its method and path, of plain data the data.
 * The schemas stay on the server, which checks; types come from the compiler. Importing a schema at run time
 * fails the build, because the export is not there.
 */
export function contractRoutes(): Plugin {
  const folder = `${sep}src${sep}contract${sep}`
  return {
    name: 'contract-routes',
    enforce: 'pre',
    async load(id) {
      const file = id.split('?')[0] ?? id
      if (!file.includes(folder) || !file.endsWith('.ts')) return null
      const exported: Record<string, unknown> = await import(`${pathToFileURL(file).href}?at=${Date.now()}`)
      const lines = Object.entries(exported).flatMap(([name, value]) => statement(name, value))
      return { code: [`// ${basename(file)}`, ...lines, 'export {}'].join('\n'), map: null }
    },
  }
}

function statement(name: string, value: unknown): string[] {
  const kept = browserPart(value)
  return kept === undefined ? [] : [`export const ${name} = ${JSON.stringify(kept)}`]
}

function browserPart(value: unknown): unknown {
  if (typeof value === 'function' || isSchema(value)) return undefined
  if (isRoute(value)) return { method: value.method, path: value.path }
  return isPlain(value) ? value : undefined
}

function isRoute(value: unknown): value is { method: string; path: string } {
  return typeof value === 'object' && value !== null && 'method' in value && 'path' in value
}

function isSchema(value: unknown): boolean {
  return typeof value === 'object' && value !== null && '_zod' in value
}

function isPlain(value: unknown): boolean {
  if (value === null || typeof value !== 'object') return typeof value !== 'function'
  return !isSchema(value) && Object.values(value).every(isPlain)
}
