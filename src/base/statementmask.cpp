// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/redact.h"
#include "base/sqllexer.h"

#include <QRegularExpression>
#include <algorithm>
#include <array>

namespace lockmaster {
namespace {

QString maskedString()
{
    return QStringLiteral("'‹secret›'");
}

constexpr std::array kHints{QStringView(u"pass"),   QStringView(u"connection"), QStringView(u"options"),
                            QStringView(u"dblink"), QStringView(u"crypt"),      QStringView(u"hmac"),
                            QStringView(u"secret"), QStringView(u"token"),      QStringView(u"://")};

constexpr char16_t lowered(QChar letter)
{
    return letter.unicode() | 0x20;
}

/// Pairs of letters that begin a hint, by a number of 10 bits; a few others share theirs.
constexpr std::size_t placeOf(QChar first, QChar second)
{
    return (lowered(first) & 31u) * 32u + (lowered(second) & 31u);
}

constexpr auto kBeginnings = [] {
    std::array<bool, 1024> beginnings{};
    for (const QStringView hint : kHints)
        beginnings[placeOf(hint[0], hint[1])] = true;
    return beginnings;
}();

/// Most statements have none of these; they are not lexed at all. Called for each session at each refresh.
bool mayHoldSecret(QStringView sql)
{
    for (qsizetype i = 0; i + 1 < sql.size(); ++i) {
        if (!kBeginnings[placeOf(sql[i], sql[i + 1])])
            continue;
        const QStringView rest = sql.sliced(i);
        if (std::ranges::any_of(kHints, [&](QStringView hint) { return rest.startsWith(hint, Qt::CaseInsensitive); }))
            return true;
    }
    return false;
}

/// A name after which a string is a secret: PASSWORD '…', secret_token = '…', CONNECTION '…'.
bool announcesSecret(QStringView name)
{
    static constexpr std::array kParts{QStringView(u"passw"), QStringView(u"passphrase"), QStringView(u"secret"),
                                       QStringView(u"token")};
    return name.compare(u"connection", Qt::CaseInsensitive) == 0
           || std::ranges::any_of(kParts, [&](QStringView part) { return name.contains(part, Qt::CaseInsensitive); });
}

/// A word whose parentheses hold secrets: OPTIONS (…), dblink_connect(…), crypt(…).
bool opensSecretList(QStringView word)
{
    static constexpr std::array kStarts{QStringView(u"dblink"),  QStringView(u"pgp_"),    QStringView(u"crypt"),
                                        QStringView(u"encrypt"), QStringView(u"decrypt"), QStringView(u"hmac")};
    return word.compare(u"options", Qt::CaseInsensitive) == 0
           || std::ranges::any_of(kStarts, [&](QStringView s) { return word.startsWith(s, Qt::CaseInsensitive); });
}

bool looksSecret(QStringView literal)
{
    static const QRegularExpression pattern(QStringLiteral(R"(passw(?:or)?d\W+\S|://\S*:\S*@)"),
                                            QRegularExpression::CaseInsensitiveOption);
    return pattern.matchView(literal).hasMatch();
}

bool isFiller(SqlTokenKind kind)
{
    return kind == SqlTokenKind::Space || kind == SqlTokenKind::Comment;
}

class SecretMasker
{
public:
    QString mask(QStringView sql, int depth);

private:
    void take(const SqlToken &token, QStringView text, int depth);
    QString string(const SqlToken &token, QStringView text, int depth) const;
    static QString nested(QStringView text, int depth);
    static QString comment(QStringView text, int depth);
    void follow(const SqlToken &token, QStringView text);

    QString m_out;
    bool m_announced = false;     ///< the next string is a secret
    bool m_listAnnounced = false; ///< the next parenthesis holds secrets
    int m_listDepth = 0;          ///< open parentheses of the list of secrets, 0 outside
};

QString SecretMasker::mask(QStringView sql, int depth)
{
    m_out.reserve(sql.size());
    for (const SqlToken &token : lexSql(sql))
        take(token, token.in(sql), depth);
    return m_out;
}

void SecretMasker::take(const SqlToken &token, QStringView text, int depth)
{
    if (token.kind == SqlTokenKind::String || token.kind == SqlTokenKind::DollarString)
        m_out += string(token, text, depth);
    else if (token.kind == SqlTokenKind::Comment)
        m_out += comment(text, depth);
    else
        m_out += text;
    if (!isFiller(token.kind))
        follow(token, text);
}

QString SecretMasker::string(const SqlToken &token, QStringView text, int depth) const
{
    if (m_announced || m_listDepth > 0)
        return maskedString();
    if (token.kind == SqlTokenKind::DollarString)
        return nested(text, depth);
    return looksSecret(text) ? maskedString() : text.toString();
}

/// The body of a function or of DO is SQL itself.
QString SecretMasker::nested(QStringView text, int depth)
{
    constexpr int kDeepest = 4;
    if (!mayHoldSecret(text))
        return text.toString();
    if (depth >= kDeepest)
        return maskedString();
    const qsizetype tag = text.indexOf(u'$', 1) + 1;
    return text.first(tag).toString() + SecretMasker().mask(text.sliced(tag), depth + 1);
}

/// People comment statements out, and write passwords down in words.
QString SecretMasker::comment(QStringView text, int depth)
{
    constexpr int kDeepest = 4;
    constexpr qsizetype kOpening = 2; // of both kinds
    if (!mayHoldSecret(text))
        return text.toString();
    if (depth >= kDeepest)
        return QStringLiteral("/* ‹secret› */");
    return text.first(kOpening).toString() + SecretMasker().mask(redact(text.sliced(kOpening).toString()), depth + 1);
}

void SecretMasker::follow(const SqlToken &token, QStringView text)
{
    const bool name = token.kind == SqlTokenKind::Word || token.kind == SqlTokenKind::QuotedName;
    const bool symbol = token.kind == SqlTokenKind::Symbol;
    if (symbol && text == u"(" && (m_listAnnounced || m_listDepth > 0))
        ++m_listDepth;
    else if (symbol && text == u")" && m_listDepth > 0)
        --m_listDepth;
    m_listAnnounced = name && opensSecretList(text);
    // PASSWORD = '…', := and => keep the announcement, as does PASSWORD ('…'
    const bool bridge = symbol && (text == u"=" || text == u":" || text == u">" || text == u"(");
    m_announced = (m_announced && bridge) || (name && announcesSecret(text));
}

} // namespace

QString maskStatementSecrets(const QString &sql)
{
    return mayHoldSecret(sql) ? SecretMasker().mask(sql, 0) : sql;
}

QString maskLiterals(const QString &sql)
{
    QString out;
    out.reserve(sql.size());
    for (const SqlToken &token : lexSql(sql)) {
        switch (token.kind) {
        case SqlTokenKind::String:
        case SqlTokenKind::DollarString:
        case SqlTokenKind::Number: out += u'?'; break;
        case SqlTokenKind::Comment: // people comment code out, with what is in it
            out += QStringLiteral("/* … */");
            break;
        default: out += token.in(sql);
        }
    }
    return out;
}

} // namespace lockmaster
