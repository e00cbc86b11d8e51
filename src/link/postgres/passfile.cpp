// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/postgres/passfile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <libpq-fe.h>
#include <memory>
#include <optional>
#include <vector>

#include "base/redact.h"
#include "base/text.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kLargestPassfile = 1 << 20;

/// What libpq would take when nothing is given, from its environment variables and the system's user.
QString libpqDefault(const char *keyword)
{
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> all(PQconndefaults(), &PQconninfoFree);
    for (const PQconninfoOption *option = all.get(); option && option->keyword; ++option) {
        if (qstrcmp(option->keyword, keyword) == 0)
            return QString::fromUtf8(option->val);
    }
    return {};
}

/// As it stands there, with its backslashes.
std::vector<QByteArray> rawFields(const QByteArray &line)
{
    std::vector<QByteArray> fields(1);
    for (qsizetype i = 0; i < line.size(); ++i) {
        if (line[i] == ':') {
            fields.emplace_back();
            continue;
        }
        if (line[i] == '\\' && i + 1 < line.size())
            fields.back() += line[i++];
        fields.back() += line[i];
    }
    return fields;
}

QByteArray unescapedBytes(const QByteArray &raw)
{
    QByteArray text;
    for (qsizetype i = 0; i < raw.size(); ++i) {
        if (raw[i] == '\\' && i + 1 < raw.size())
            ++i;
        text += raw[i];
    }
    return text;
}

QString unescaped(const QByteArray &raw)
{
    return QString::fromUtf8(unescapedBytes(raw));
}

bool fits(const QByteArray &raw, const QString &wanted)
{
    return raw == "*" || unescaped(raw) == wanted;
}

/// Debian's libpq has this folder as its default, and calls it localhost.
QString hostInFile(const QString &host)
{
    return host.isEmpty() || host == u"/var/run/postgresql" ? u"localhost"_s : host;
}

QByteArray withoutLineEnd(QByteArray line)
{
    while (line.endsWith('\r'))
        line.chop(1);
    return line;
}

} // namespace

QString passfileOf(const PgParameters &parameters)
{
    const QString given = parameter(parameters, u"passfile");
    const QString named = given.isEmpty() ? qEnvironmentVariable("PGPASSFILE") : given;
    return named.isEmpty() ? QDir::home().filePath(u".pgpass"_s) : named;
}

PassfileKey passfileKey(const PgParameters &parameters, const PgAddress &place)
{
    const auto valueOf = [&](const char *keyword) {
        const QString given = parameter(parameters, QString::fromLatin1(keyword));
        return given.isEmpty() ? libpqDefault(keyword) : given;
    };
    PassfileKey key{.host = place.host, .port = place.port, .database = valueOf("dbname"), .user = valueOf("user")};
    if (key.host.isEmpty() && !place.address.isNull())
        key.host = place.address.toString();
    if (key.database.isEmpty())
        key.database = key.user;
    return key;
}

std::expected<QString, NoPassword> passwordIn(const QByteArray &text, const PassfileKey &key)
{
    constexpr std::size_t kFields = 5;
    std::optional<QString> otherHost;
    for (const QByteArray &line : text.split('\n')) {
        const std::vector<QByteArray> fields = rawFields(withoutLineEnd(line));
        if (line.startsWith('#') || fields.size() < kFields || !fits(fields[1], key.port)
            || !fits(fields[2], key.database) || !fits(fields[3], key.user))
            continue;
        if (fits(fields[0], hostInFile(key.host))) {
            if (!unescapedBytes(fields[4]).isValidUtf8())
                return std::unexpected(NoPassword{NoPassword::Reason::NotUtf8, {}});
            return unescaped(fields[4]);
        }
        if (!otherHost)
            otherHost = unescaped(fields[0]);
    }
    if (otherHost)
        return std::unexpected(NoPassword{NoPassword::Reason::OtherHost, *otherHost});
    return std::unexpected(NoPassword{NoPassword::Reason::NoEntry, {}});
}

std::expected<QString, NoPassword> passwordFromFile(const QString &path, const PassfileKey &key)
{
    constexpr QFile::Permissions kOthers =
        QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    const QFileInfo info(path);
    if (!info.exists())
        return std::unexpected(NoPassword{NoPassword::Reason::NotThere, {}});
    if (!info.isFile())
        return std::unexpected(NoPassword{NoPassword::Reason::NotPlain, {}});
    if (info.permissions().testAnyFlags(kOthers))
        return std::unexpected(NoPassword{NoPassword::Reason::Exposed, {}});
    QFile file(path);
    if (!file.open(QFile::ReadOnly))
        return std::unexpected(NoPassword{NoPassword::Reason::Unreadable, {}});
    return passwordIn(file.read(kLargestPassfile), key);
}

FoundPassword passwordFromFile(const PgParameters &parameters, const PgAddress &place)
{
    const QString path = passfileOf(parameters);
    const PassfileKey key = passfileKey(parameters, place);
    const auto found = passwordFromFile(path, key);
    if (found) {
        registerSecret(*found);
        return {*found, {}};
    }
    const bool isNamed = !parameter(parameters, u"passfile").isEmpty() || !qEnvironmentVariableIsEmpty("PGPASSFILE");
    const bool isMissed = isNamed || found.error().reason != NoPassword::Reason::NotThere;
    return {{}, isMissed ? noPasswordWords(found.error(), path, key) : QString()};
}

QString noPasswordWords(const NoPassword &why, const QString &path, const PassfileKey &key)
{
    const QString file = plainLine(path);
    const QString host = plainLine(hostInFile(key.host));
    switch (why.reason) {
    case NoPassword::Reason::NotThere: return u"The password file %1 is not there"_s.arg(file);
    case NoPassword::Reason::NotPlain: return u"The password file %1 is ignored: it is not a plain file"_s.arg(file);
    case NoPassword::Reason::Exposed:
        return u"The password file %1 is ignored: others can read it. Run: chmod 600 %1"_s.arg(file);
    case NoPassword::Reason::Unreadable: return u"The password file %1 cannot be read"_s.arg(file);
    case NoPassword::Reason::NoEntry:
        return u"The password file %1 has no entry for host %2, port %3, database %4, user %5"_s.arg(
            file, host, plainLine(key.port), plainLine(key.database), plainLine(key.user));
    case NoPassword::Reason::NotUtf8:
        return u"The password of the entry in %1 is not UTF-8; it was not sent"_s.arg(file);
    case NoPassword::Reason::OtherHost:
        return u"The password file %1 has an entry for %2, not for %3"_s.arg(file, plainLine(why.otherHost), host);
    }
    return {};
}

} // namespace lockmaster
