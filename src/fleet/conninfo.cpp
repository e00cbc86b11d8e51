// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fleet/conninfo.h"

#include "base/redact.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <libpq-fe.h>
#include <memory>

namespace lockmaster {
namespace {

struct FreeOptions {
    void operator()(PQconninfoOption *options) const { PQconninfoFree(options); }
};
using Options = std::unique_ptr<PQconninfoOption, FreeOptions>;

Error notUnderstood()
{
    return {
        ErrorKind::Config,
        QCoreApplication::translate("Fleet", "libpq does not understand this as a connection URL or keyword string"),
        QCoreApplication::translate("Fleet", "In a URL, write @ : / ? # and % of a password as %40 %3A %2F %3F "
                                             "%23 and %25; in a keyword string, put quotes around spaces")};
}

/// A password with a bare @ or / in it moves the borders of the parts: libpq would then look up the rest of the
/// password as a host name, in the clear.
bool hasMovedBorders(const QString &text)
{
    static constexpr std::array kUris{QStringView(u"postgresql://"), QStringView(u"postgres://")};
    const auto uri = std::ranges::find_if(kUris, [&](QStringView scheme) { return text.startsWith(scheme); });
    if (uri == kUris.end()) // a keyword string has no such parts
        return false;
    const QString beforeQuery = text.sliced(uri->size()).section(u'?', 0, 0);
    const qsizetype slash = beforeQuery.indexOf(u'/');
    return beforeQuery.count(u'@') > 1 || (slash >= 0 && beforeQuery.indexOf(u'@', slash) >= 0);
}

bool isPortList(const QString &text)
{
    return std::ranges::all_of(text.split(u','), [](const QString &port) {
        bool number = false;
        const int value = port.toInt(&number);
        return port.isEmpty() || (number && value > 0 && value <= 65535);
    });
}

bool isOnlyCommas(const QString &value)
{
    return value.count(u',') == value.size();
}

bool isClean(const QString &value)
{
    return std::ranges::none_of(value, [](QChar c) { return c.category() == QChar::Other_Control; });
}

/// One of a list. A folder of sockets is never looked up as a name.
bool isPlace(const QString &place)
{
    return place.startsWith(u'/') || (place.indexOf(u'@', 1) < 0 && !place.contains(u' '));
}

/// libpq marks what is not to be seen with a star.
bool isSecret(const PQconninfoOption &option)
{
    return option.dispchar != nullptr && option.dispchar[0] == '*';
}

} // namespace

bool isKnownKeyword(const QString &keyword)
{
    const Options all(PQconninfoParse("", nullptr));
    const QByteArray word = keyword.toUtf8();
    const PQconninfoOption *option = all.get();
    while (option != nullptr && option->keyword != nullptr && word != option->keyword)
        ++option;
    return option != nullptr && option->keyword != nullptr;
}

bool isOurs(const QString &keyword)
{
    static constexpr std::array kOurs{QStringView(u"application_name"), QStringView(u"fallback_application_name"),
                                      QStringView(u"client_encoding"), QStringView(u"replication")};
    return std::ranges::find(kOurs, QStringView(keyword)) != kOurs.end();
}

bool isSound(const QString &keyword, const QString &value)
{
    if (keyword == u"port")
        return isPortList(value);
    if (keyword == u"host" || keyword == u"hostaddr")
        return isClean(value) && std::ranges::all_of(value.split(u','), isPlace);
    return isClean(value);
}

Result<ConnInfo> parseConnInfo(const QString &text)
{
    if (hasMovedBorders(text) || !isClean(text))
        return std::unexpected(notUnderstood());
    char *message = nullptr;
    const Options options(PQconninfoParse(text.toUtf8().constData(), &message));
    PQfreemem(message);
    if (!options)
        return std::unexpected(notUnderstood());
    ConnInfo info;
    for (const PQconninfoOption *option = options.get(); option->keyword != nullptr; ++option) {
        if (option->val == nullptr || option->val[0] == '\0')
            continue;
        const QString keyword = QString::fromUtf8(option->keyword);
        const QString value = QString::fromUtf8(option->val);
        if (isSecret(*option)) {
            registerSecret(value);
            info.holdsSecret = true;
        }
        if (keyword == u"password")
            info.password = value;
        else if (!isSound(keyword, value))
            return std::unexpected(notUnderstood());
        else if (!isOurs(keyword) && !isOnlyCommas(value)) // h1,h2 gives the port ","
            info.parameters.emplace_back(keyword, value);
    }
    return info;
}

} // namespace lockmaster
