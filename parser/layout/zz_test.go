package layout_test
import ("testing";"os";"fmt";"strconv";"strings";"countersign/parser/layout")
func TestZZ(t *testing.T){
 fs,_:=os.ReadDir("testdata/fuzz/FuzzLayout")
 b,_:=os.ReadFile("testdata/fuzz/FuzzLayout/"+fs[0].Name())
 l:=strings.Split(string(b),"\n")[1]; l=strings.TrimSuffix(strings.TrimPrefix(l,"[]byte("),")")
 s,err:=strconv.Unquote(l); fmt.Println(err)
 ps:=decodePages([]byte(s)); laid:=[]*layout.Page{}; for _,p:=range ps {laid=append(laid,layout.Analyze(p))}; d:=layout.Assemble(laid)
 for i,p:=range ps { in:=""; for _,c:=range p.Chars {in+=string(c.Rune)}; fmt.Printf("IN %d %q rulings %v\n",i,in,p.Rulings); fmt.Printf("OUT %q\n",d.Pages[i].Text()); for _,l:=range d.Pages[i].Aside {fmt.Printf("  ASIDE %q\n",l.Text())}; for _,b:=range d.Pages[i].Blocks { if b.Para!=nil && b.Para.Bullet!="" {fmt.Printf("  BUL %q\n",b.Para.Bullet)}; if b.Table!=nil {fmt.Printf("TABLE %v rows %d\n",b.Table.Cols,len(b.Table.Rows))} } 
 for _,c:=range p.Chars { if len(p.Chars)<120 {fmt.Printf("%q %.0f,%.0f-%.0f,%.0f a%.2f s%v\n",c.Rune,c.Box.X0,c.Box.Y0,c.Box.X1,c.Box.Y1,c.Angle,c.Size)}} }
}
