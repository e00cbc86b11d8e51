// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/crowd/workload.h"

#include "lab/redis/labredisclient.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

constexpr int kWebSessions = 5;
constexpr int kBillingSessions = 2;
constexpr int kReportSessions = 1;

const QString kAnyCustomer = u"1 + (random() * 1999)::int"_s;
const QString kAnyOrder = u"1 + (random() * 4999)::int"_s;

QStringList webWork()
{
    return {u"WITH entered AS (INSERT INTO orders (customer_id, total) VALUES (%1, 10 + random() * 90) RETURNING id),\n"
            "     lines AS (INSERT INTO order_lines\n"
            "               SELECT id, n, 'article-' || n, 1, 9.90 FROM entered, generate_series(1, 3) n)\n"
            "INSERT INTO audit_logs (who, what) SELECT 'web', 'order ' || id || ' entered' FROM entered"_s.arg(
                kAnyCustomer),
            u"SELECT id, status, total FROM orders WHERE customer_id = (SELECT %1) ORDER BY id DESC LIMIT 20"_s.arg(
                kAnyCustomer),
            u"SELECT name, region, balance FROM customers WHERE id = (SELECT %1)"_s.arg(kAnyCustomer)};
}

QStringList billingWork()
{
    return {
        u"UPDATE orders SET status = 'paid' WHERE id = (SELECT %1)"_s.arg(kAnyOrder),
        u"UPDATE customers SET balance = balance - 1, updated_at = now() WHERE id = (SELECT %1)"_s.arg(kAnyCustomer)};
}

QStringList reportWork()
{
    return {u"SELECT c.region, count(*), sum(o.total)\n"
            "FROM orders o JOIN customers c ON c.id = o.customer_id GROUP BY c.region"_s};
}

/// One command in ten writes one of 95 articles, the others read one of 100.
QByteArrayList redisWork(int number)
{
    constexpr int kKept = 95;
    const bool fills = number < kKept;
    if (fills || number % 10 == 0) {
        return {"SET", "article:" + QByteArray::number(fills ? number : number / 10 % kKept), "9.90"};
    }
    return {"GET", "article:" + QByteArray::number(number % 100)};
}

std::vector<CrowdMember> shop(double rate)
{
    const int sessions = kWebSessions + kBillingSessions + kReportSessions;
    const auto pause = std::chrono::milliseconds(static_cast<int>(1000 * sessions / rate));
    std::vector<CrowdMember> all;
    for (const auto &some :
         {several(kWebSessions, {u"web"_s, u"shop-backend-#"_s, webWork(), pause, true}),
          several(kBillingSessions, {u"billing"_s, u"billing-worker-#"_s, billingWork(), pause, true}),
          several(kReportSessions, {u"report"_s, u"dashboard"_s, reportWork(), pause, true})}) {
        all.insert(all.end(), some.begin(), some.end());
    }
    return all;
}

} // namespace

Workload::Workload(const Lab &lab, double rate)
    : m_crowd([&lab](const QString &role, const QString &name) { return lab.applicationConninfo(role, name); })
{
    m_crowd.join(shop(rate));
    if (lab.options().parts.testFlag(LabPart::Redis)) {
        const int perSecond = static_cast<int>(4 * rate);
        m_reader = std::jthread([&server = lab.redisPrimary(), perSecond](const std::stop_token &stop) {
            keepAsking(server, perSecond, redisWork, stop);
        });
    }
}

} // namespace lockmaster
