/** An amount as people write it: 1,234.50 元. */
export function moneyWords(amount: number): string {
  return `${amount.toLocaleString('zh-CN', { minimumFractionDigits: 2, maximumFractionDigits: 2 })} 元`
}
