/** What is printed when a command line is not understood. */
export const USAGE = `用法：./yanpei 命令 [选项]

  demo                                     载入演示县并启动，打印地址和各角色账号
  serve [--port 8080] [--host 地址] [--tls-cert 文件 --tls-key 文件] [--tls-local 名称]
  import 文件.xlsx [--dry-run] [--report 输出.xlsx]
  standing --year 年度 [--unit 代码] [--format csv|json]
  figures --year 年度 [--unit 代码] [--format json|csv]
  document work-summary|work-plan --unit 代码 --year 年度 [--lang zh-Hans|zh-Hant] --out 文件.docx
  verify                                   核对学分台账、审计链、引用和文件
  backup 文件夹
  restore 文件夹 [--at 时间]

各命令都可用 --data 文件夹（默认 ./data）；有几个区域时用 --region 代码；设了 DATABASE_URL 就用那台数据库。
退出码：0 完成，1 被拒绝（说明原因），2 用法不对。`
