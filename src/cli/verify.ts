import { verifyRegion } from '#kernel/verify.ts'
import type { Doubt } from '#kernel/verify.ts'
import { readArguments } from './arguments.ts'
import { chooseRegion, regionsOf, withRuntime } from './open.ts'
import { print } from './output.ts'

/** `verify`: checks ledger, audit chain, references and files of every region (or one), and says what it found. */
export async function verify(args: readonly string[]): Promise<number> {
  const { common } = readArguments(args, {}, 0)
  const doubts = await withRuntime(common, async (runtime) => {
    const regions =
      common.region === undefined ? await regionsOf(runtime) : [await chooseRegion(runtime, common.region)]
    const found: Doubt[] = []
    for (const region of regions) {
      const { checked, doubts } = await verifyRegion(runtime, region.id)
      await print(
        `${region.code} ${region.name}：学分台账 ${checked.entries} 笔、${checked.accounts} 个账户，审计 ${checked.auditRows} 行、封存 ${checked.seals} 批，文件 ${checked.files} 个。`,
      )
      for (const doubt of doubts) await print(`  ${doubt.what}：${doubt.words}`)
      found.push(...doubts)
    }
    if (regions.length === 0) await print('这里还没有区域，没有可核对的记录。')
    return found
  })
  await print(doubts.length === 0 ? '核对完毕，没有发现问题。' : `核对完毕，发现 ${doubts.length} 处问题。`)
  return doubts.length === 0 ? 0 : 1
}
