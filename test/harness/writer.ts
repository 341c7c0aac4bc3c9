// A process that writes rows until it is killed and prints each number once its commit is acknowledged.
// Arguments: the data folder, the folder of migrations, the first number.
import { openDatabase } from '#db/open.ts'

const [dataDir = '', migrations = '', first = '1'] = process.argv.slice(2)
const db = await openDatabase({ dataDir, migrations })
for (let number = Number(first); ; number += 1) {
  await db.app.query('insert into written (number) values ($1)', [number])
  process.stdout.write(`${number}\n`)
}
