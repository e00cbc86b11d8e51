// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/redact.h"

#include <QRegularExpression>
#include <QUrl>
#include <algorithm>
#include <mutex>
#include <shared_mutex>
#include <vector>

namespace lockmaster {
namespace {

constexpr qsizetype kShortestSecret = 4;

/// The ways in which a secret is written in URLs, connection strings and SQL.
std::vector<QString> spellings(const QString &secret)
{
    const QString encoded = QString::fromLatin1(QUrl::toPercentEncoding(secret));
    QString lowerHex = encoded;
    for (qsizetype i = lowerHex.indexOf(u'%'); i >= 0; i = lowerHex.indexOf(u'%', i + 1))
        lowerHex.replace(i, 3, lowerHex.sliced(i, 3).toLower());
    QString backslashed = secret;
    backslashed.replace(u'\\', QStringLiteral("\\\\")).replace(u'\'', QStringLiteral("\\'"));
    QString doubled = secret;
    doubled.replace(u'\'', QStringLiteral("''"));
    return {secret, encoded, lowerHex, backslashed, doubled};
}

class KnownSecrets
{
public:
    void add(const QString &secret)
    {
        const std::unique_lock lock(m_mutex);
        for (const QString &spelling : spellings(secret))
            if (std::ranges::find(m_spellings, spelling) == m_spellings.end())
                m_spellings.push_back(spelling);
        // Longest first: a secret that is part of another must not leave the rest of it behind.
        std::ranges::stable_sort(m_spellings, std::ranges::greater{}, &QString::size);
    }

    QString mask(const QString &text) const
    {
        const std::shared_lock lock(m_mutex);
        if (std::ranges::none_of(m_spellings, [&](const QString &spelling) { return text.contains(spelling); }))
            return text;
        QString out;
        for (qsizetype i = 0; i < text.size();) {
            const qsizetype length = secretAt(QStringView(text).sliced(i));
            if (length > 0)
                out += maskedWord();
            else
                out += text[i];
            i += std::max<qsizetype>(length, 1);
        }
        return out;
    }

private:
    qsizetype secretAt(QStringView text) const
    {
        const auto found = std::ranges::find_if(m_spellings, [&](const QString &s) { return text.startsWith(s); });
        return found == m_spellings.end() ? 0 : found->size();
    }

    mutable std::shared_mutex m_mutex;
    std::vector<QString> m_spellings;
};

KnownSecrets &knownSecrets()
{
    static KnownSecrets secrets;
    return secrets;
}

/// Up to the last @ of the word: a password that was not encoded may contain one itself.
QString maskUrls(QString text)
{
    static const QRegularExpression userInfo(QStringLiteral(R"((://[^\s:/@'"]*+:)\S*@)"));
    return text.contains(u"://") ? text.replace(userInfo, QStringLiteral("\\1‹secret›@")) : text;
}

QString maskKeywords(QString text)
{
    static const QRegularExpression keyword(
        QStringLiteral(R"(((?:passw(?:or)?d|passphrase|requirepass|masterauth)["']?\s*[=:]\s*))"
                       R"((?!\{(?:keyring|environment|command):))" // a source of passwords, in the fleet file
                       R"((?:'(?:[^'\\]|\\.|'')*+(?:'|$)|"(?:[^"\\]|\\.)*+(?:"|$)|(?:\\.|[^\s\\])++))"),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::DotMatchesEverythingOption);
    const bool possible = text.contains(u"pass", Qt::CaseInsensitive) || text.contains(u"auth", Qt::CaseInsensitive);
    return possible ? text.replace(keyword, QStringLiteral("\\1‹secret›")) : text;
}

} // namespace

QString maskedWord()
{
    return QStringLiteral("‹secret›");
}

void registerSecret(const QString &secret)
{
    if (secret.size() >= kShortestSecret)
        knownSecrets().add(secret);
}

QString redact(const QString &text)
{
    return maskKeywords(maskUrls(knownSecrets().mask(text)));
}

} // namespace lockmaster
