/** Words drawn as they are spread in texts: a few in most of them, most in a few (Zipf). */

const HEADS =
  '教学目标课程学生教师阅读写作计算观察实验合作探究评价作业板书情境问题策略方法过程思维语言图形数据历史地理音乐体育美术劳动健康'
const TAILS = '设计分析研究活动训练能力素养习惯兴趣单元课堂案例反思总结指导管理创新实践交流展示'
const COUNT = 30_000

/** The n-th of some 30,000 words of two and more characters. */
function word(n: number): string {
  const head = Array.from(HEADS)
  const tail = Array.from(TAILS)
  const first = head[n % head.length] ?? ''
  const second = tail[Math.floor(n / head.length) % tail.length] ?? ''
  const round = Math.floor(n / (head.length * tail.length))
  return round === 0
    ? `${first}${second}`
    : `${first}${second}${head[(round * 7) % head.length]}${tail[(round * 11) % tail.length]}`
}

/** The word that a number from 0 to 1 draws: the smaller, the more frequent. */
export function wordOf(draw: number): string {
  return word(Math.floor(COUNT ** draw) - 1)
}

/** Words of lesson plans. */
export const PLAN_WORDS: readonly string[] = Array.from({ length: 600 }, (_, n) => word(n))

/** Numbers from 0 to 1, the same for the same seed (Park and Miller). */
export function drawn(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}
