// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/queryview.h"

#include "base/text.h"
#include "ui/theme/theme.h"

#include <KSyntaxHighlighting/Definition>
#include <KSyntaxHighlighting/Format>
#include <KSyntaxHighlighting/Repository>
#include <KSyntaxHighlighting/SyntaxHighlighter>
#include <KSyntaxHighlighting/Theme>

namespace lockmaster {
namespace {

/// One for the program: reading the definitions is what costs.
KSyntaxHighlighting::Repository &repository()
{
    static KSyntaxHighlighting::Repository repository;
    return repository;
}

/// Where the theme's own colour is too weak (comments) or means trouble elsewhere in the window (keywords are red);
/// else none.
QColor inkOf(KSyntaxHighlighting::Theme::TextStyle style)
{
    using Style = KSyntaxHighlighting::Theme;
    const Tokens &tokens = Theme::instance().tokens();
    switch (style) {
    case Style::Comment:
    case Style::Documentation:
    case Style::Annotation:
    case Style::CommentVar:
    case Style::RegionMarker:
    case Style::Information: return tokens.muted;
    case Style::Keyword:
    case Style::ControlFlow:
    case Style::BuiltIn:
    case Style::Extension:
    case Style::Preprocessor:
    case Style::Attribute:
    case Style::DataType: return tokens.accent;
    default: return {};
    }
}

class QueryHighlighter : public KSyntaxHighlighting::SyntaxHighlighter
{
public:
    using SyntaxHighlighter::SyntaxHighlighter;

protected:
    void applyFormat(int offset, int length, const KSyntaxHighlighting::Format &style) override
    {
        SyntaxHighlighter::applyFormat(offset, length, style);
        const QColor ink = inkOf(style.textStyle());
        if (length <= 0 || !ink.isValid())
            return;
        QTextCharFormat inked = format(offset);
        inked.setForeground(ink);
        setFormat(offset, length, inked);
    }
};

} // namespace

QueryView::QueryView(const QString &accessibleName, QWidget *parent) : QPlainTextEdit(parent)
{
    setAccessibleName(accessibleName);
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTabChangesFocus(true);
    setFont(Theme::instance().font(FontRole::Code));
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_highlighter = std::make_unique<QueryHighlighter>(document());
    m_highlighter->setDefinition(repository().definitionForName(QStringLiteral("SQL (PostgreSQL)")));
    applyTheme();
    connect(&Theme::instance(), &Theme::changed, this, [this] { applyTheme(); });
}

QueryView::~QueryView() = default;

void QueryView::setQuery(const QString &sql)
{
    if (sql == m_sql)
        return;
    m_sql = sql;
    setPlainText(plainBlock(sql));
}

/// Breeze's own themes fall below 5:1 for functions and strings.
void QueryView::applyTheme()
{
    using KSyntaxHighlighting::Repository;
    const bool isDark = Theme::instance().isDark();
    const auto wanted = repository().theme(isDark ? QStringLiteral("GitHub Dark") : QStringLiteral("GitHub Light"));
    const auto usual = repository().defaultTheme(isDark ? Repository::DarkTheme : Repository::LightTheme);
    m_highlighter->setTheme(wanted.isValid() ? wanted : usual);
    m_highlighter->rehighlight();
}

} // namespace lockmaster

#include "moc_queryview.cpp"
