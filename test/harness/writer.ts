// A process that writes rows until it is killed and prints each number once its commit is acknowledged. While
// the server is away it tries again. Arguments: the data folder, the folder of migrations, the first number,
// and how many writers (each writes every n-th number).
import { setTimeout as delay } from 'node:timers/promises'
import { openDatabase } from '#db/open.ts'
import { isUnavailable } from '#db/refusal.ts'

const [dataDir = '', migrations = '', first = '1', writers = '1'] = process.argv.slice(2)
const db = await openDatabase({ dataDir, migrations })
console.log('ready')

async function insert(number: number): Promise<void> {
  for (;;) {
    try {
      await db.app.query('insert into written (number) values ($1) on conflict do nothing', [number])
      return
    } catch (error) {
      if (!isUnavailable(error)) throw error
      await delay(10)
    }
  }
}

async function write(from: number, step: number): Promise<never> {
  for (let number = from; ; number += step) {
    await insert(number)
    process.stdout.write(`${number}\n`)
  }
}

const count = Number(writers)
await Promise.all(Array.from({ length: count }, (_, at) => write(Number(first) + at, count)))
