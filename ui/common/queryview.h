// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A statement, read-only, highlighted as PostgreSQL's SQL, following the theme. Server text: made plain first.
#pragma once

#include <QPlainTextEdit>
#include <memory>

namespace KSyntaxHighlighting {
class SyntaxHighlighter;
}

namespace lockmaster {

class QueryView : public QPlainTextEdit
{
    Q_OBJECT
public:
    explicit QueryView(const QString &accessibleName, QWidget *parent = nullptr);
    ~QueryView() override;

    /// Does nothing when it is the statement already shown, so that a selection in it survives a refresh.
    void setQuery(const QString &sql);

private:
    void applyTheme();
    QString m_sql;
    std::unique_ptr<KSyntaxHighlighting::SyntaxHighlighter> m_highlighter;
};

} // namespace lockmaster
