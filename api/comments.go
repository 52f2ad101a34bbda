package api

import (
	"context"
	"net/http"

	"countersign/identity"
	"countersign/review"
)

// Comments is what the routes of comments and mentions need of the workflow.
type Comments interface {
	Comments(ctx context.Context, c identity.Caller, about review.Subject, q review.Query) (review.Page[review.Comment], error)
	Comment(ctx context.Context, c identity.Caller, id string) (review.Comment, error)
	AddComment(ctx context.Context, c identity.Caller, about review.Subject, replyTo string, text review.CommentText) (review.Comment, error)
	EditComment(ctx context.Context, c identity.Caller, id string, version int, text review.CommentText) (review.Comment, error)
	DeleteComment(ctx context.Context, c identity.Caller, id string) error
	Mentions(ctx context.Context, c identity.Caller, q review.Query) (review.MentionPage, error)
	MarkMentions(ctx context.Context, c identity.Caller, ids []string) (int, error)
}

// CommentInput is what a person writes.
type CommentInput struct {
	Text     string   `json:"text" minLength:"1" maxLength:"5000" doc:"Plain text"`
	Mentions []string `json:"mentions,omitempty" maxItems:"20" doc:"Ids of people who may see the vendor"`
}

func (in *CommentInput) text() review.CommentText {
	return review.CommentText{Text: in.Text, Mentions: in.Mentions}
}

type (
	commentsIn struct {
		IDPath
		Listing
		Author string `query:"author" maxLength:"60"`
		Thread string `query:"thread" maxLength:"60" doc:"A comment with its replies"`
	}
	commentsOut struct {
		Body review.Page[review.Comment]
	}
	addCommentIn struct {
		IDPath
		Body struct {
			CommentInput
			ReplyTo string `json:"reply_to,omitempty" maxLength:"60" doc:"Id of the comment that begins the thread"`
		}
	}
	editCommentIn struct {
		IDPath
		IfMatch
		Body CommentInput
	}
	commentOut struct {
		ETag string `header:"ETag"`
		Body review.Comment
	}
	mentionsIn struct {
		Listing
		State string `query:"state" doc:"unread or read"`
	}
	mentionsOut struct {
		Body review.MentionPage
	}
	markMentionsIn struct {
		Body struct {
			IDs []string `json:"ids" minItems:"1" maxItems:"200" doc:"Ids of mentions"`
		}
	}
	markMentionsOut struct {
		Body struct {
			Marked int `json:"marked" doc:"How many of them were unread"`
		}
	}
)

func (s *server) commentRoutes() {
	const tag = "comments"
	for _, about := range []struct {
		kind review.SubjectKind
		path string
	}{{review.AboutVendor, "vendors"}, {review.AboutReview, "reviews"}, {review.AboutFinding, "findings"}, {review.AboutFollowUp, "follow-ups"}} {
		what, path := string(about.kind), "/"+about.path+"/{id}/comments"
		route(s, operation("list-"+what+"-comments", http.MethodGet, path, "List the comments on a "+what+", thread by thread", tag, http.StatusNotFound),
			identity.ReadReviews, s.listComments(about.kind))
		route(s, status(operation("add-"+what+"-comment", http.MethodPost, path, "Comment on a "+what+", or reply", tag, http.StatusNotFound, http.StatusConflict),
			http.StatusCreated), identity.WriteComment, s.addComment(about.kind))
	}
	route(s, operation("get-comment", http.MethodGet, "/comments/{id}", "Get a comment", tag, http.StatusNotFound), identity.ReadReviews, s.getComment)
	route(s, operation("edit-comment", http.MethodPut, "/comments/{id}", "Change a comment of your own within 15 minutes", tag, http.StatusNotFound,
		http.StatusConflict, http.StatusPreconditionFailed, http.StatusPreconditionRequired), identity.WriteComment, s.editComment)
	route(s, operation("delete-comment", http.MethodDelete, "/comments/{id}", "Delete a comment of your own; that there was one stays", tag,
		http.StatusNotFound, http.StatusConflict), identity.WriteComment, s.deleteComment)
	route(s, operation("list-mentions", http.MethodGet, "/me/mentions", "List where you are mentioned, unread first", tag), identity.ReadReviews, s.listMentions)
	route(s, operation("mark-mentions", http.MethodPost, "/me/mentions/read", "Mark mentions as read", tag), identity.MarkMention, s.markMentions)
}

func (s *server) listComments(kind review.SubjectKind) handler[commentsIn, commentsOut] {
	return func(ctx context.Context, c identity.Caller, in *commentsIn) (*commentsOut, error) {
		page, err := s.Vendors.Comments(ctx, c, review.Subject{Kind: kind, ID: in.ID}, in.query(map[string]string{"author": in.Author, "thread": in.Thread}))
		return &commentsOut{page}, err //nolint:wrapcheck // it says what could not be done
	}
}

func (s *server) addComment(kind review.SubjectKind) handler[addCommentIn, commentOut] {
	return func(ctx context.Context, c identity.Caller, in *addCommentIn) (*commentOut, error) {
		got, err := s.Vendors.AddComment(ctx, c, review.Subject{Kind: kind, ID: in.ID}, in.Body.ReplyTo, in.Body.text())
		return &commentOut{etag(got.Version), got}, err //nolint:wrapcheck // it says what could not be done
	}
}

func (s *server) getComment(ctx context.Context, c identity.Caller, in *IDPath) (*commentOut, error) {
	got, err := s.Vendors.Comment(ctx, c, in.ID)
	return &commentOut{etag(got.Version), got}, err //nolint:wrapcheck // it says what could not be done
}

func (s *server) editComment(ctx context.Context, c identity.Caller, in *editCommentIn) (*commentOut, error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	got, err := s.Vendors.EditComment(ctx, c, in.ID, version, in.Body.text())
	return &commentOut{etag(got.Version), got}, err //nolint:wrapcheck // it says what could not be done
}

func (s *server) deleteComment(ctx context.Context, c identity.Caller, in *IDPath) (*empty, error) {
	return nil, s.Vendors.DeleteComment(ctx, c, in.ID) //nolint:wrapcheck // it says what could not be done
}

func (s *server) listMentions(ctx context.Context, c identity.Caller, in *mentionsIn) (*mentionsOut, error) {
	page, err := s.Vendors.Mentions(ctx, c, in.query(map[string]string{"state": in.State}))
	return &mentionsOut{page}, err //nolint:wrapcheck // it says what could not be done
}

func (s *server) markMentions(ctx context.Context, c identity.Caller, in *markMentionsIn) (*markMentionsOut, error) {
	n, err := s.Vendors.MarkMentions(ctx, c, in.Body.IDs)
	out := &markMentionsOut{}
	out.Body.Marked = n
	return out, err //nolint:wrapcheck // it says what could not be done
}
