// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/redis/slowlog/slowcolumns.h"

#include "base/redisredact.h"
#include "ui/common/rows/tableexport.h"

#include <QCoreApplication>
#include <cmath>

namespace lockmaster {
namespace {

using SlowColumn = KeyedColumn<SlowRow>;

struct SlowColumns {
    Q_DECLARE_TR_FUNCTIONS(SlowColumns)
};

/// Entries of Valkey's logs of large requests and replies have none.
std::optional<double> seconds(const SlowRow &row)
{
    return row.entry.bytes == 0 ? std::optional(std::chrono::duration<double>(row.entry.duration).count())
                                : std::nullopt;
}

QString tookText(double seconds)
{
    return seconds > 0 ? formatDuration(std::chrono::microseconds(std::llround(seconds * 1e6)))
                       : SlowColumns::tr("< 1 µs");
}

std::optional<double> bytes(const SlowRow &row)
{
    return row.entry.bytes > 0 ? std::optional(double(row.entry.bytes)) : std::nullopt;
}

SlowColumn timeColumn()
{
    return {.info = {.id = QStringLiteral("at"),
                     .title = SlowColumns::tr("Time"),
                     .toolTip = SlowColumns::tr("When it ended, in your time zone; whole seconds."),
                     .width = 10},
            .text = [](const SlowRow &row) { return formatTimeOfDay(row.entry.at); },
            .value = [](const SlowRow &row) { return CellValue(formatIso(row.entry.at)); },
            .hint = [](const SlowRow &row) { return formatMoment(row.entry.at); }};
}

SlowColumn numberColumn()
{
    return countColumn<SlowRow>(
        {.id = QStringLiteral("id"),
         .title = SlowColumns::tr("Entry"),
         .toolTip = SlowColumns::tr("Number of the entry; starts over when the server restarts."),
         .width = 8},
        [](const SlowRow &row) { return std::optional<double>(double(row.entry.id)); });
}

SlowColumn commandColumn()
{
    return lineColumn<SlowRow>(
        {.id = QStringLiteral("command"),
         .title = SlowColumns::tr("Command"),
         .toolTip = SlowColumns::tr("The command with its arguments, as the server has shortened them. Passwords "
                                    "are masked; copies and exports leave the arguments out."),
         .width = 50,
         .isElastic = true},
        [](const SlowRow &row) { return maskRedisSecrets(row.entry.command); });
}

} // namespace

std::vector<KeyedColumn<SlowRow>> slowColumns()
{
    const auto text = [](const char *id, const QString &title, const QString &toolTip,
                         QString RedisSlowEntry::*member) {
        return lineColumn<SlowRow>({.id = QString::fromLatin1(id), .title = title, .toolTip = toolTip, .width = 20},
                                   [member](const SlowRow &row) { return row.entry.*member; });
    };
    return {timeColumn(),
            amountColumn<SlowRow>(
                {.id = QStringLiteral("duration"),
                 .title = SlowColumns::tr("Took"),
                 .toolTip = SlowColumns::tr("How long it took to carry out, without waiting and sending."),
                 .width = 10},
                seconds, tookText),
            bytesColumn<SlowRow>({.id = QStringLiteral("bytes"),
                                  .title = SlowColumns::tr("Size"),
                                  .toolTip = SlowColumns::tr("Bytes of the request or of the reply."),
                                  .width = 10},
                                 bytes),
            commandColumn(),
            text("client", SlowColumns::tr("Client"), SlowColumns::tr("Address and port of the client."),
                 &RedisSlowEntry::client),
            text("client_name", SlowColumns::tr("Name"), SlowColumns::tr("What the client calls itself."),
                 &RedisSlowEntry::clientName),
            numberColumn()};
}

SlowModel::SlowModel(QObject *parent) : KeyedTableModel<SlowRow>(slowColumns(), parent) {}

QVariant SlowModel::data(const QModelIndex &index, int role) const
{
    if (role == kMaskedTextRole && index.isValid() && column(index.column()).id == u"command")
        return maskRedisArguments(row(index.row()).entry.command);
    return KeyedTableModel<SlowRow>::data(index, role);
}

} // namespace lockmaster

#include "moc_slowcolumns.cpp"
