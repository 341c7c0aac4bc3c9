import { normaliseText } from '#lib/text.ts'

const SEGMENTER = new Intl.Segmenter('zh', { granularity: 'word' })

/** Words that stand in problems about anything: grammar, and what every teacher's sentence has. */
const STOP = new Set(
  `的 了 是 在 有 和 与 就 都 也 很 不 没 没有 不会 不知道 怎么 怎样 如何 怎么办 什么 哪里 一个 一些 一 几 个 这 那 我 我们 他 他们 你 她 它
   老师 教师 学生 孩子 同学 孩子们 学生们 班 班里 班上 我班 我校 学校 课堂 上课 课 教学 学习 问题 时候 时 上 下 中 里 后 前 到 把 被 对 给 让 要 想 会 能 可以 应该 还 还是 又 再 才 只 只有
   总 总是 老 经常 常常 往往 有的 有些 大部分 多 少 太 比较 非常 真 好 大 小 因为 所以 但 但是 而 或 以及 等 着 过 地 得 之 其 说 做 来 去 用 为 从 以 于 人 年 天 次 每 每天 起来 下来 出来 一点 一下 感觉 觉得 发现 现在 目前 部分 情况 现象 方面 进行 通过 使 出现 存在 造成 导致 缺 缺乏 不够 不足 困难 难 容易 差 低 高 严重 普遍 个别 农村 乡村 年级 学科 初中 小学 高中 中学`
    .trim()
    .split(/\s+/u),
)

/** The words of a text as any dictionary would cut it, in order, without grammar and commonplaces. */
export function wordsOf(text: string): string[] {
  const plain = normaliseText(text).toLowerCase()
  return [...SEGMENTER.segment(plain)]
    .filter((part) => part.isWordLike === true && !STOP.has(part.segment))
    .map((part) => part.segment)
}
