import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Scene } from './scene.ts'

/** The page of an instance that nobody has used yet: needs a server of its own. */
export const firstRun: Scene = {
  name: 'first-run',
  play: async ({ browser }, take) => {
    const folder = await mkdtemp(join(tmpdir(), 'yanpei-first-'))
    const args = ['src/main.ts', 'serve', '--data', folder, '--port', '0', '--host', '127.0.0.1']
    const child = spawn(process.execPath, args, {
      cwd: join(import.meta.dirname, '../..'),
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    try {
      let address = ''
      for await (const line of createInterface({ input: child.stdout })) {
        address = /http:\S+/.exec(line)?.[0] ?? ''
        if (address !== '') break
      }
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })
      await page.goto(address)
      await page.getByLabel('区域代码').fill('990123')
      await page.getByLabel('区域名称').fill('青川谷县')
      await page.getByLabel('您的姓名').fill('李主任')
      await take(page)
      await page.close()
    } finally {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
      await rm(folder, { recursive: true, force: true })
    }
  },
}
