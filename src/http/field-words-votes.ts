/** What people call the inputs of a committee's sittings and votes. */
export const VOTE_WORDS: Readonly<Record<string, string>> = {
  abstain: '弃权票数',
  against: '不同意票数',
  agree: '同意票数',
  aside: '回避的委员',
  chair: '主任委员',
  members: '委员',
  present: '是否出席',
  sitting: '评审会',
}
