// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A busy server's sessions in their usual mix, with long query texts. Blocked ones: half in chains ten deep, half
// behind one row.
#include "lab/scenes/plays.h"

#include <algorithm>

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

constexpr int kDepth = 10;
constexpr int kTextLength = 300;

/// An ORM's text: the statement and a comment that says where it came from.
QString longText(const QString &statement)
{
    const QString comment = u" /* controller=orders,action=show,traceparent=00-4bf92f3577b34da6a3ce929d0e0e4736"_s;
    const qsizetype rest = kTextLength - statement.size() - comment.size() - 3;
    return statement + comment + QString(std::max<qsizetype>(rest, 0), u'.') + u" */"_s;
}

/// Each holds the row of its number and wants that of the one before; the first of ten waits for nobody.
Result<void> enterChains(Stage &stage, int count)
{
    const QString update = longText(u"UPDATE orders SET total = total + 1 WHERE id = %1"_s);
    Result<void> done;
    for (int i = 0; done && i < count + (count + kDepth - 1) / kDepth; ++i) {
        const QString name = u"settlement-%1"_s.arg(i);
        const CrowdMember root{u"billing"_s, name, {u"BEGIN"_s, update.arg(2000 + i)}};
        CrowdMember link = root;
        link.statements += update.arg(2000 + i - 1);
        done = i % (kDepth + 1) == 0 ? stage.enterRoot(root) : stage.enterVictims({link});
    }
    return done;
}

Result<void> enterHotRow(Stage &stage, int count)
{
    const QString update = longText(u"UPDATE customers SET balance = balance - 1 WHERE id = 1"_s);
    return stage.enterRoot({u"billing"_s, u"billing-worker"_s, {u"BEGIN"_s, update}}).and_then([&] {
        return stage.enterVictims(several(count, {u"web"_s, u"checkout-#"_s, {update}}));
    });
}

} // namespace

Result<void> playCrowd(Stage &stage)
{
    const int total = stage.size();
    const int blocked = std::max(total / 20, 2);
    const int idleInTransaction = total / 10;
    const int active = std::max(total / 100, 1);
    const int inChains = blocked / 2;
    const CrowdMember idler{
        u"billing"_s, u"invoice-run-#"_s, {u"BEGIN"_s, longText(u"SELECT balance FROM customers WHERE id = #"_s)}};
    const CrowdMember worker{u"report"_s, u"report-#"_s, {longText(u"SELECT pg_sleep(3600), #"_s)}};
    const CrowdMember guest{
        u"web"_s, u"shop-backend-#"_s, {longText(u"SELECT status, total FROM orders WHERE id = #"_s)}};
    stage.crowd().join(several(total - blocked - idleInTransaction - active, guest));
    stage.crowd().join(several(idleInTransaction, idler));
    stage.crowd().join(several(active, worker));
    return stage.settle(std::chrono::minutes(3)).and_then([&] { return enterChains(stage, inChains); }).and_then([&] {
        return enterHotRow(stage, blocked - inChains);
    });
}

} // namespace lockmaster
