// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/sqllexer.h"

namespace lockmaster {
namespace {

bool isDigit(char16_t c)
{
    return c >= u'0' && c <= u'9';
}
bool isNameStart(char16_t c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'_' || c >= 0x80;
}
bool isNamePart(char16_t c)
{
    return isNameStart(c) || isDigit(c) || c == u'$';
}
bool isSpace(char16_t c)
{
    return c == u' ' || (c >= u'\t' && c <= u'\r');
}
bool isLineEnd(char16_t c)
{
    return c == u'\n' || c == u'\r';
}

class Lexer
{
public:
    explicit Lexer(QStringView sql) : m_sql(sql) {}

    std::vector<SqlToken> all();

private:
    enum class Escapes { Doubled, Backslash };

    [[nodiscard]] char16_t at(qsizetype offset = 0) const
    {
        return m_at + offset < m_sql.size() ? m_sql[m_at + offset].unicode() : u'\0';
    }
    [[nodiscard]] bool atEnd() const { return m_at >= m_sql.size(); }
    SqlTokenKind next();
    SqlTokenKind wordOrPrefixed();
    SqlTokenKind dollar();
    void lineComment();
    void blockComment();
    void quoted(char16_t quote, Escapes escapes);
    void string(qsizetype prefix, Escapes escapes);
    void number();
    void digits();
    bool atNumber() const { return isDigit(at()) || (at() == u'.' && isDigit(at(1))); }
    bool toContinuation();

    QStringView m_sql;
    qsizetype m_at = 0;
};

std::vector<SqlToken> Lexer::all()
{
    std::vector<SqlToken> tokens;
    tokens.reserve(static_cast<std::size_t>(m_sql.size() / 4 + 1));
    while (!atEnd()) {
        const qsizetype start = m_at;
        const SqlTokenKind kind = next();
        tokens.push_back({kind, start, m_at - start});
    }
    return tokens;
}

SqlTokenKind Lexer::next()
{
    const char16_t c = at();
    if (isSpace(c)) {
        while (isSpace(at()))
            ++m_at;
        return SqlTokenKind::Space;
    }
    if (c == u'-' && at(1) == u'-')
        return lineComment(), SqlTokenKind::Comment;
    if (c == u'/' && at(1) == u'*')
        return blockComment(), SqlTokenKind::Comment;
    if (c == u'\'')
        return string(0, Escapes::Doubled), SqlTokenKind::String;
    if (c == u'"')
        return quoted(u'"', Escapes::Doubled), SqlTokenKind::QuotedName;
    if (c == u'$')
        return dollar();
    if (atNumber())
        return number(), SqlTokenKind::Number;
    if (isNameStart(c))
        return wordOrPrefixed();
    m_at += c == u'.' && at(1) == u'.' ? 2 : 1; // 1..10 is two numbers, not 1. and .10
    return SqlTokenKind::Symbol;
}

SqlTokenKind Lexer::wordOrPrefixed()
{
    const char16_t c = at() | 0x20;
    if (at(1) == u'\'' && (c == u'e' || c == u'b' || c == u'x' || c == u'n'))
        return string(1, c == u'e' ? Escapes::Backslash : Escapes::Doubled), SqlTokenKind::String;
    if (c == u'u' && at(1) == u'&' && at(2) == u'\'')
        return string(2, Escapes::Doubled), SqlTokenKind::String;
    if (c == u'u' && at(1) == u'&' && at(2) == u'"') {
        m_at += 2;
        return quoted(u'"', Escapes::Doubled), SqlTokenKind::QuotedName;
    }
    while (isNamePart(at()))
        ++m_at;
    return SqlTokenKind::Word;
}

SqlTokenKind Lexer::dollar()
{
    if (isDigit(at(1))) {
        ++m_at;
        digits();
        return SqlTokenKind::Parameter;
    }
    qsizetype tagEnd = m_at + 1;
    while (tagEnd < m_sql.size() && isNamePart(m_sql[tagEnd].unicode()) && m_sql[tagEnd] != u'$')
        ++tagEnd;
    if (tagEnd >= m_sql.size() || m_sql[tagEnd] != u'$') {
        ++m_at;
        return SqlTokenKind::Symbol;
    }
    const QStringView tag = m_sql.mid(m_at, tagEnd + 1 - m_at);
    const qsizetype close = m_sql.indexOf(tag, tagEnd + 1);
    m_at = close < 0 ? m_sql.size() : close + tag.size();
    return SqlTokenKind::DollarString;
}

void Lexer::lineComment()
{
    while (!atEnd() && !isLineEnd(at()))
        ++m_at;
}

void Lexer::blockComment()
{
    int depth = 0;
    while (!atEnd()) {
        const bool opens = at() == u'/' && at(1) == u'*';
        const bool closes = at() == u'*' && at(1) == u'/';
        m_at += opens || closes ? 2 : 1;
        depth += opens ? 1 : closes ? -1 : 0;
        if (depth == 0)
            return;
    }
}

/// From the opening quote to behind the closing one.
void Lexer::quoted(char16_t quote, Escapes escapes)
{
    ++m_at;
    while (!atEnd()) {
        if (at() == u'\\' && escapes == Escapes::Backslash) {
            m_at += 2;
        } else if (at() != quote) {
            ++m_at;
        } else if (at(1) == quote) {
            m_at += 2;
        } else {
            ++m_at;
            return;
        }
    }
    m_at = m_sql.size();
}

void Lexer::string(qsizetype prefix, Escapes escapes)
{
    m_at += prefix;
    do
        quoted(u'\'', escapes);
    while (toContinuation());
}

/// 'a' and 'b' with a line end between them are one literal, and keep the escapes of the first.
bool Lexer::toContinuation()
{
    const qsizetype from = m_at;
    bool lineEnd = false;
    while (!atEnd()) {
        if (isSpace(at())) {
            lineEnd |= isLineEnd(at());
            ++m_at;
        } else if (at() == u'-' && at(1) == u'-') {
            lineComment();
        } else {
            break;
        }
    }
    if (lineEnd && at() == u'\'')
        return true;
    m_at = from;
    return false;
}

void Lexer::digits()
{
    while (isDigit(at()) || (at() == u'_' && isDigit(at(1))))
        ++m_at;
}

void Lexer::number()
{
    const char16_t base = at(1) | 0x20;
    if (at() == u'0' && (base == u'x' || base == u'o' || base == u'b')) {
        while (isNamePart(at()))
            ++m_at;
        return;
    }
    digits();
    if (at() == u'.' && at(1) != u'.') {
        ++m_at;
        digits();
    }
    const qsizetype sign = at(1) == u'+' || at(1) == u'-' ? 1 : 0;
    if ((at() | 0x20) == u'e' && isDigit(at(1 + sign))) {
        m_at += 1 + sign;
        digits();
    }
}

} // namespace

std::vector<SqlToken> lexSql(QStringView sql)
{
    return Lexer(sql).all();
}

} // namespace lockmaster
