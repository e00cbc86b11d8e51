// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/redis/clients/clientcolumns.h"

#include "ui/common/rows/columnkinds.h"

#include <QCoreApplication>

namespace lockmaster {
namespace {

using ClientColumn = KeyedColumn<RedisClientRow>;

struct ClientColumns {
    Q_DECLARE_TR_FUNCTIONS(ClientColumns)
};

ClientColumn line(TableColumn info, QString RedisClient::*text)
{
    return lineColumn<RedisClientRow>(std::move(info), [text](const RedisClientRow &row) { return row.client.*text; });
}

ClientColumn bytes(TableColumn info, std::int64_t RedisClient::*amount)
{
    return bytesColumn<RedisClientRow>(std::move(info), [amount](const RedisClientRow &row) {
        return std::optional<double>(double(row.client.*amount));
    });
}

ClientColumn age(TableColumn info, std::chrono::seconds RedisClient::*seconds)
{
    info.ages = true;
    return wholeSecondsColumn<RedisClientRow>(
        std::move(info), [seconds](const RedisClientRow &row) { return std::optional(row.client.*seconds); });
}

/// What the letters of the flags mean; those of little meaning are left out.
QString flagWords(const QString &flags)
{
    static constexpr std::array kFlags{
        std::pair{u'M', QT_TRANSLATE_NOOP("ClientColumns", "the primary")},
        std::pair{u'S', QT_TRANSLATE_NOOP("ClientColumns", "replica")},
        std::pair{u'O', QT_TRANSLATE_NOOP("ClientColumns", "monitor")},
        std::pair{u'P', QT_TRANSLATE_NOOP("ClientColumns", "subscriber")},
        std::pair{u'b', QT_TRANSLATE_NOOP("ClientColumns", "blocked")},
        std::pair{u'x', QT_TRANSLATE_NOOP("ClientColumns", "in MULTI")},
        std::pair{u'd', QT_TRANSLATE_NOOP("ClientColumns", "watched key changed")},
        std::pair{u't', QT_TRANSLATE_NOOP("ClientColumns", "tracking")},
        std::pair{u'e', QT_TRANSLATE_NOOP("ClientColumns", "no eviction")},
        std::pair{u'c', QT_TRANSLATE_NOOP("ClientColumns", "closing")},
        std::pair{u'A', QT_TRANSLATE_NOOP("ClientColumns", "closing now")},
        std::pair{u'r', QT_TRANSLATE_NOOP("ClientColumns", "read only")},
    };
    QStringList words;
    for (const auto &[letter, word] : kFlags) {
        if (flags.contains(QChar(letter)))
            words << ClientColumns::tr(word);
    }
    return words.join(QStringLiteral(", "));
}

ClientColumn clientStateColumn()
{
    ClientColumn column{
        .info = columnInfo("state", ClientColumns::tr("State"),
                           ClientColumns::tr("What the flags of CLIENT LIST say; empty: a client like any other."), 12),
        .text = [](const RedisClientRow &row) { return flagWords(row.client.flags); }};
    column.info.tints = true;
    column.hint = [](const RedisClientRow &row) {
        return ClientColumns::tr("Flags: %1").arg(plainLine(row.client.flags));
    };
    return column;
}

void addWho(std::vector<ClientColumn> &columns)
{
    columns.push_back(
        {.info = columnInfo("id", ClientColumns::tr("ID"),
                            ClientColumns::tr("Number of the connection; never used again while the server runs."), 6),
         .text = [](const RedisClientRow &row) { return QString::number(row.client.id); },
         .value = [](const RedisClientRow &row) { return CellValue(double(row.client.id)); }});
    columns.push_back(line(
        columnInfo("address", ClientColumns::tr("Address"), ClientColumns::tr("Address and port of the client."), 17),
        &RedisClient::address));
    columns.push_back(line(columnInfo("name", ClientColumns::tr("Name"),
                                      ClientColumns::tr("What the client calls itself (CLIENT SETNAME)."), 22),
                           &RedisClient::name));
    columns.back().info.isElastic = columns.back().info.isName = true;
    columns.push_back(
        line(columnInfo("user", ClientColumns::tr("User"), ClientColumns::tr("ACL user that it logged in as."), 9),
             &RedisClient::user));
    columns.push_back(clientStateColumn());
}

void addTimes(std::vector<ClientColumn> &columns)
{
    columns.push_back(
        age(columnInfo("idle", ClientColumns::tr("Idle"), ClientColumns::tr("Since its last command."), 7),
            &RedisClient::idle));
    columns.push_back(age(columnInfo("age", ClientColumns::tr("Age"), ClientColumns::tr("Since it connected."), 7),
                          &RedisClient::age));
    columns.push_back(line(columnInfo("command", ClientColumns::tr("Last command"),
                                      ClientColumns::tr("The command it sent last, without arguments."), 13),
                           &RedisClient::command));
}

void addMemory(std::vector<ClientColumn> &columns)
{
    columns.push_back(bytes(columnInfo("output_memory", ClientColumns::tr("Output"),
                                       ClientColumns::tr("Bytes of answers that wait to be sent to it (omem)."), 9),
                            &RedisClient::outputMemory));
    columns.push_back(
        bytes(columnInfo("query_buffer", ClientColumns::tr("Query buffer"),
                         ClientColumns::tr("Bytes of its commands that are not carried out yet (qbuf)."), 11, true),
              &RedisClient::queryBuffer));
    columns.push_back(bytesColumn<RedisClientRow>(
        columnInfo("total_memory", ClientColumns::tr("Memory"),
                   ClientColumns::tr("All that the server holds for it (tot-mem); told by Redis 6.2 and later."), 9),
        [](const RedisClientRow &row) {
            const auto total = row.client.totalMemory;
            return total ? std::optional(double(*total)) : std::nullopt;
        }));
}

void addRest(std::vector<ClientColumn> &columns)
{
    columns.push_back(countColumn<RedisClientRow>(
        columnInfo("db", ClientColumns::tr("DB"), ClientColumns::tr("Number of the database it has chosen."), 5),
        [](const RedisClientRow &row) { return std::optional<double>(row.client.database); }));
    columns.back().info.yields = 1;
    columns.push_back(countColumn<RedisClientRow>(
        columnInfo("subscriptions", ClientColumns::tr("Subs."),
                   ClientColumns::tr("Channels and patterns it has subscribed to."), 6, true),
        [](const RedisClientRow &row) { return std::optional<double>(row.client.subscriptions); }));
    columns.push_back(line(
        columnInfo("library", ClientColumns::tr("Library"),
                   ClientColumns::tr("Client library and its version, as it says; Redis 7.2 and later."), 16, true),
        &RedisClient::library));
}

} // namespace

bool RedisClientRow::onlyAged(const RedisClientRow &before) const
{
    RedisClient same = before.client;
    same.age = client.age;
    same.idle = client.idle;
    return same == client;
}

bool isBlocked(const RedisClient &client)
{
    return client.flags.contains(u'b');
}

std::vector<KeyedColumn<RedisClientRow>> clientColumns()
{
    std::vector<ClientColumn> columns;
    addWho(columns);
    addTimes(columns);
    addMemory(columns);
    addRest(columns);
    return columns;
}

std::vector<ClientPreset> clientPresets()
{
    const auto make = [](const char *id, const QString &title, bool (*accepts)(const RedisClient &),
                         const char *column) {
        return ClientPreset{QString::fromLatin1(id), title, accepts, QString::fromLatin1(column)};
    };
    return {make("all", ClientColumns::tr("All clients"), nullptr, "id"),
            make("output", ClientColumns::tr("Biggest output buffer"), nullptr, "output_memory"),
            make("memory", ClientColumns::tr("Most memory"), nullptr, "total_memory"),
            make("idle", ClientColumns::tr("Longest idle"), nullptr, "idle"),
            make("blocked", ClientColumns::tr("Blocked"), isBlocked, "idle"),
            make(
                "subscribers", ClientColumns::tr("Subscribers"),
                [](const RedisClient &client) { return client.subscriptions > 0; }, "output_memory")};
}

} // namespace lockmaster
